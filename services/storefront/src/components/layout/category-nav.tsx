import { useQuery } from '@tanstack/react-query';
import { NavLink } from 'react-router';
import { categoriesQuery } from '../../queries/catalog.ts';
import styles from './category-nav.module.css';

/** The shop's departments. Scrolls sideways where they do not fit. */
export function CategoryNav() {
  const categories = useQuery(categoriesQuery).data?.items ?? [];
  return (
    <nav className={styles.nav} aria-label="Categories">
      <ul className={styles.list}>
        {categories.map(({ slug, name }) => (
          <li key={slug}>
            <NavLink className={styles.link ?? ''} to={`/c/${slug}`}>
              {name}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
