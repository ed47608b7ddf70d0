import { Link } from 'react-router';
import styles from './facet-panel.module.css';

interface FacetLink {
  key: string;
  label: string;
  count: number;
  chosen: boolean;
  to: string;
}

/** The values of one facet that find something; choosing a chosen one again takes it off. */
export function FacetLinks({ title, links }: { title: string; links: readonly FacetLink[] }) {
  const offered = links.filter(({ count, chosen }) => count > 0 || chosen);
  if (offered.length === 0) return null;
  return (
    <div>
      <h2 className={styles.title}>{title}</h2>
      <ul>
        {offered.map(({ key, label, count, chosen, to }) => (
          <li key={key}>
            <Link className={styles.value} to={to} preventScrollReset aria-current={chosen ? 'true' : undefined}>
              <span>{label}</span>
              <span className={styles.count}>{count}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
