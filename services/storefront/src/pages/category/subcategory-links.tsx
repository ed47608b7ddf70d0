import { Link } from 'react-router';
import type { Category } from '../../api/catalog.ts';
import styles from './subcategory-links.module.css';

/** The categories one level down. */
export function SubcategoryLinks({ categories }: { categories: readonly Category[] }) {
  if (categories.length === 0) return null;
  return (
    <nav aria-label="Within this department">
      <ul className={styles.links}>
        {categories.map(({ slug, name }) => (
          <li key={slug}>
            <Link className={styles.link} to={`/c/${slug}`}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
