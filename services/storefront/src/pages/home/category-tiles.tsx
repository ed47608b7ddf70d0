import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Section } from '../../components/section.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { categoriesQuery } from '../../queries/catalog.ts';
import styles from './category-tiles.module.css';

const places = ['a', 'b', 'c', 'd', 'e', 'f'];

/** The departments, each with a few of its aisles. Left out when they can't be had: the header says so by its own gap. */
export function CategoryTiles() {
  const { data, isError } = useQuery(categoriesQuery);
  if (isError) return null;
  return (
    <Section title="Departments">
      <ul className={styles.tiles}>
        {data?.items.map(({ slug, name, children }) => (
          <li key={slug} className={styles.tile}>
            <Link className={styles.link} to={`/c/${slug}`}>
              {name}
            </Link>
            <p className={styles.aisles}>
              {children
                .slice(0, 3)
                .map((child) => child.name)
                .join(', ')}
            </p>
          </li>
        )) ??
          places.map((place) => (
            <li key={place} className={styles.tile}>
              <Skeleton shape="text" />
            </li>
          ))}
      </ul>
    </Section>
  );
}
