import { type ReactNode, useId } from 'react';
import styles from './field.module.css';
import { useFieldError } from './field-errors-context.ts';

export interface FieldProps {
  label: string;
  name: string;
  hint?: ReactNode;
  required?: boolean;
}

/** What a control needs so that its label, hint and error are read with it. */
export interface ControlProps {
  id: string;
  name: string;
  required: boolean;
  className: string | undefined;
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
}

/** A labelled place for one control, with the error that the form around it has for `name`. */
export function Field({
  label,
  name,
  hint,
  required = true,
  control,
}: FieldProps & { control: (props: ControlProps) => ReactNode }) {
  const id = useId();
  const error = useFieldError(name);
  const described = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`].filter(Boolean);
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
        {!required && <span className={styles.optional}> (optional)</span>}
      </label>
      {control({
        id,
        name,
        required,
        className: styles.control,
        'aria-invalid': error !== undefined,
        'aria-describedby': described.join(' ') || undefined,
      })}
      {hint !== undefined && (
        <p className={styles.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error !== undefined && <FieldError id={`${id}-error`} message={error} />}
    </div>
  );
}

/** What is wrong with a field, in place. */
export function FieldError({ id, message }: { id: string; message: string }) {
  return (
    <p className={styles.error} id={id}>
      {message}
    </p>
  );
}
