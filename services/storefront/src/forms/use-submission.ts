import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { ApiProblem } from '../api/problem.ts';
import { type FieldErrors, fieldErrorsOf, nativeErrorsOf } from './field-errors.ts';

interface SubmissionOptions<Answer> {
  send: (data: FormData) => Promise<Answer>;
  onDone: (answer: Answer, form: HTMLFormElement) => void;
  onRefused?: (error: Error) => void;
}

/**
 * Sends a form once at a time. Faulty fields are named beside themselves and the first one takes the focus; `unplaced` are
 * refusals of what the form has no field for, `failure` is what went wrong at all. Spread `formProps` on the form and provide `errors` to its fields.
 */
export function useSubmission<Answer>({ send, onDone, onRefused }: SubmissionOptions<Answer>) {
  const form = useRef<HTMLFormElement>(null);
  const underway = useRef(false);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [unplaced, setUnplaced] = useState<string[]>([]);
  const mutation = useMutation({ mutationFn: send });

  useEffect(() => {
    if (Object.keys(errors).length === 0) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const target = event.currentTarget;
    // The second click of a double click comes before the button is drawn as disabled.
    if (underway.current) return;
    const wrong = nativeErrorsOf(target);
    setErrors(wrong);
    setUnplaced([]);
    if (Object.keys(wrong).length > 0) return mutation.reset();
    underway.current = true;
    try {
      onDone(await mutation.mutateAsync(new FormData(target)), target);
    } catch (error) {
      if (error instanceof ApiProblem) refuse(target, error);
      if (error instanceof Error) onRefused?.(error);
    } finally {
      underway.current = false;
    }
  }

  function refuse(target: HTMLFormElement, problem: ApiProblem): void {
    const refused = fieldErrorsOf(problem.errors);
    setErrors(refused);
    setUnplaced(Object.entries(refused).flatMap(([name, text]) => (target.elements.namedItem(name) ? [] : [text])));
  }

  return {
    errors,
    unplaced,
    failure: mutation.error,
    pending: mutation.isPending,
    formProps: { ref: form, onSubmit: submit, noValidate: true },
  };
}
