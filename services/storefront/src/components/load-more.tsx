import { Button } from './button.tsx';
import styles from './load-more.module.css';
import { ProblemNotice } from './problem-notice.tsx';

interface LoadMoreProps {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  error: unknown;
  fetchNextPage: () => unknown;
}

/** Brings the next page of a list under the last one. Takes what an infinite query returns. */
export function LoadMore({
  hasNextPage,
  isFetchingNextPage,
  isFetchNextPageError,
  error,
  fetchNextPage,
}: LoadMoreProps) {
  if (!hasNextPage) return null;
  return (
    <div className={styles.more}>
      {isFetchNextPageError && <ProblemNotice error={error} />}
      <Button look="secondary" disabled={isFetchingNextPage} onClick={() => fetchNextPage()}>
        {isFetchingNextPage ? 'One moment…' : 'Show more'}
      </Button>
    </div>
  );
}
