import { useId } from 'react';
import styles from './choice-list.module.css';
import { FieldError } from './field.tsx';
import { useFieldError } from './field-errors-context.ts';

interface Choice {
  value: string;
  label: string;
  note?: string;
  /** At the end of the line, such as a price. */
  aside?: string;
}

interface ChoiceListProps {
  legend: string;
  name: string;
  choices: readonly Choice[];
  /** Further ones behind a disclosure, for few people. */
  more?: { label: string; choices: readonly Choice[] };
  value: string;
  onChange: (value: string) => void;
}

/** One of a few, each with room to say what it is. */
export function ChoiceList({ legend, name, choices, more, value, onChange }: ChoiceListProps) {
  const id = useId();
  const error = useFieldError(name);
  const radio = (choice: Choice) => (
    <label key={choice.value} className={styles.choice}>
      <input
        type="radio"
        name={name}
        value={choice.value}
        required
        checked={choice.value === value}
        aria-invalid={error !== undefined}
        onChange={() => onChange(choice.value)}
      />
      <span>
        {choice.label}
        {choice.note !== undefined && <span className={styles.note}>{choice.note}</span>}
      </span>
      {choice.aside !== undefined && <span className={styles.aside}>{choice.aside}</span>}
    </label>
  );
  return (
    <fieldset className={styles.list} aria-describedby={error === undefined ? undefined : id}>
      <legend className={styles.legend}>{legend}</legend>
      {choices.map(radio)}
      {more !== undefined && (
        <details className={styles.more}>
          <summary>{more.label}</summary>
          <div className={styles.list}>{more.choices.map(radio)}</div>
        </details>
      )}
      {error !== undefined && <FieldError id={id} message={error} />}
    </fieldset>
  );
}
