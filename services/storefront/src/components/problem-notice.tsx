import { useLocation } from 'react-router';
import { isProblem } from '../api/problem.ts';
import { explainProblem } from '../explain-problem.ts';
import { Button, ButtonLink } from './button.tsx';
import { Notice } from './notice.tsx';

interface ProblemNoticeProps {
  error: unknown;
  /** Messages that belong to no field in sight. */
  extra?: readonly string[];
  onRetry?: (() => void) | undefined;
}

/** A failed request in words, with the way on: signing in, or trying again where that makes sense. */
export function ProblemNotice({ error, extra = [], onRetry }: ProblemNoticeProps) {
  const { title, advice } = explainProblem(error);
  return (
    <Notice tone="danger" title={title} actions={<WayOn error={error} onRetry={onRetry} />}>
      {advice}
      {extra.map((message) => (
        <p key={message}>{message}</p>
      ))}
    </Notice>
  );
}

function WayOn({ error, onRetry }: Pick<ProblemNoticeProps, 'error' | 'onRetry'>) {
  const { pathname } = useLocation();
  if (isProblem(error, 'sign-in-required')) {
    return <ButtonLink to={`/sign-in?next=${encodeURIComponent(pathname)}`}>Sign in</ButtonLink>;
  }
  return (
    onRetry && (
      <Button look="secondary" onClick={onRetry}>
        Try again
      </Button>
    )
  );
}
