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
  const recommended = useQuery(recommendationsQuery()).data;
  // What is merely popular has a row of its own.
  const forYou = recommended?.items.slice(0, Math.min(recommended.boughtTogether, 4)) ?? [];
  return (
    <>
      <Hero />
      <div className={styles.body}>
        <CategoryTiles />
        <ProductRow title="Popular now" sort="popular" eager={4} />
        <ProductRow title="New on the shelves" sort="newest" />
        {forYou.length > 0 && <ProductRow title="You may like" products={forYou} />}
      </div>
    </>
  );
}
