import styles from './logo.module.css';

/** The shop's name beside its mark: three shelves that read as an E, with one thing on them. */
export function Logo() {
  return (
    <span className={styles.logo}>
      <svg className={styles.mark} viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
        <rect className={styles.ground} width="32" height="32" rx="7" />
        <path className={styles.boards} d="M8 7h16v4H8zM8 14h11v4H8zM8 21h16v4H8z" />
        <circle className={styles.dot} cx="23.5" cy="16" r="2.5" />
      </svg>
      Evermart
    </span>
  );
}
