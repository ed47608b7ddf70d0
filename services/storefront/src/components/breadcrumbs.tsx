import { Link } from 'react-router';
import styles from './breadcrumbs.module.css';

export interface Step {
  to: string;
  label: string;
}

/** The way from home to this page, without the page itself. */
export function Breadcrumbs({ trail }: { trail: readonly Step[] }) {
  return (
    <nav aria-label="Breadcrumbs">
      <ol className={styles.trail}>
        {[{ to: '/', label: 'Home' }, ...trail].map(({ to, label }) => (
          <li key={to}>
            <Link to={to}>{label}</Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
