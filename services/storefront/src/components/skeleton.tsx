import styles from './skeleton.module.css';

type Shape = 'text' | 'line' | 'block' | 'square';

/** Keeps the place of something that is on its way, so that nothing moves when it arrives. */
export function Skeleton({ shape }: { shape: Shape }) {
  return <span className={`${styles.skeleton} ${styles[shape]}`} aria-hidden="true" />;
}
