import { useNavigation } from 'react-router';
import styles from './navigation-progress.module.css';

/** A thin bar while the code of the next page is loading. */
export function NavigationProgress() {
  return useNavigation().state === 'loading' ? <div className={styles.progress} aria-hidden="true" /> : null;
}
