import { Link } from 'react-router';
import { isProblem } from '../../api/problem.ts';
import { longestQuery, type SearchQuery } from '../../api/search.ts';
import { Notice } from '../../components/notice.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';

interface SearchFailureProps {
  error: Error;
  query: SearchQuery;
  onRetry: () => void;
}

/** Why a search has no answer. What the shop refuses came by the page's address: its field and filters make nothing wrong. */
export function SearchFailure({ error, query, onRetry }: SearchFailureProps) {
  if (!isProblem(error, 'validation-failed')) return <ProblemNotice error={error} onRetry={onRetry} />;
  if (query.q.length > longestQuery) {
    return (
      <Notice tone="danger" title="This search is too long">
        Please use at most {longestQuery} characters: a few words find more than a long text.
      </Notice>
    );
  }
  return (
    <Notice
      tone="danger"
      title="These filters do not work"
      actions={<Link to={`?${new URLSearchParams({ q: query.q })}`}>Search without filters</Link>}
    >
      There may be a mistake in the link. Please search without filters and choose them again.
    </Notice>
  );
}
