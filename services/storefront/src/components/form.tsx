import type { ReactNode } from 'react';
import { useSubmission } from '../forms/use-submission.ts';
import { Button } from './button.tsx';
import { FieldErrorsContext } from './field-errors-context.ts';
import styles from './form.module.css';
import { ProblemNotice } from './problem-notice.tsx';

interface FormProps<Answer> {
  /** Sends what was typed; what it rejects with is explained above the button and beside the fields. */
  send: (data: FormData) => Promise<Answer>;
  onDone: (answer: Answer, form: HTMLFormElement) => void;
  submitLabel: string;
  /** Names the form where a page has more than one. */
  label?: string;
  look?: 'primary' | 'secondary';
  children: ReactNode;
}

/** A form with one button: fields, what went wrong, and the way on. */
export function Form<Answer>({ send, onDone, submitLabel, label, look = 'primary', children }: FormProps<Answer>) {
  const { formProps, errors, unplaced, failure, pending } = useSubmission({ send, onDone });
  return (
    <form className={styles.form} aria-label={label} {...formProps}>
      <FieldErrorsContext value={errors}>{children}</FieldErrorsContext>
      {failure !== null && <ProblemNotice error={failure} extra={unplaced} />}
      <div>
        <Button type="submit" look={look} wide={look === 'primary'} disabled={pending}>
          {pending ? 'One moment…' : submitLabel}
        </Button>
      </div>
    </form>
  );
}
