import { useQuery } from '@tanstack/react-query';
import { usePageTitle } from '../../components/use-page-title.ts';
import { recommendationsQuery } from '../../queries/catalog.ts';
import { CategoryTiles } from './category-tiles.tsx';
import { Hero } from './hero.tsx';
import styles from './home-page.module.css';
import { ProductRow } from './product-row.tsx';

/** The shop window. */
export function HomePage() {
  usePageTitle('Good things for every day');
  const forYou = useQuery(recommendationsQuery()).data?.items ?? [];
  return (
    <>
      <Hero />
      <div className={styles.body}>
        <CategoryTiles />
        <ProductRow title="Popular now" sort="popular" eager={4} />
        <ProductRow title="New on the shelves" sort="newest" />
        {forYou.length > 0 && <ProductRow title="You may like" products={forYou.slice(0, 4)} />}
      </div>
    </>
  );
}
