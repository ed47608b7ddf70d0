import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { sessionQuery } from '../../queries/session.ts';
import styles from './tool-link.module.css';

/** To the account, or to sign in for one. */
export function AccountLink() {
  const signedIn = useQuery(sessionQuery).data?.signedIn === true;
  return (
    <Link className={styles.tool} to={signedIn ? '/account' : '/sign-in'}>
      <svg className={styles.icon} viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="8" r="4" />
        <path d="M4 21c1-4.5 4-6.5 8-6.5s7 2 8 6.5" />
      </svg>
      <span className={styles.label}>{signedIn ? 'Account' : 'Sign in'}</span>
    </Link>
  );
}
