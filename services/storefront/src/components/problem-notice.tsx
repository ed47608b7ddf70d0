import { explainProblem } from '../explain-problem.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

interface ProblemNoticeProps {
  error: unknown;
  /** Messages that belong to no field in sight. */
  extra?: readonly string[];
  onRetry?: (() => void) | undefined;
}

/** A failed request in words, with a button that tries again where that makes sense. */
export function ProblemNotice({ error, extra = [], onRetry }: ProblemNoticeProps) {
  const { title, advice } = explainProblem(error);
  const retry = onRetry && (
    <Button look="secondary" onClick={onRetry}>
      Try again
    </Button>
  );
  return (
    <Notice tone="danger" title={title} actions={retry}>
      {advice}
      {extra.map((message) => (
        <p key={message}>{message}</p>
      ))}
    </Notice>
  );
}
