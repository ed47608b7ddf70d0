import { useState } from 'react';
import styles from './quantity-field.module.css';

/** What one line of a cart may hold at most. */
const most = 999;

interface QuantityFieldProps {
  /** What is counted, for screen readers. */
  label: string;
  quantity: number;
  onChange: (quantity: number) => void;
  disabled?: boolean;
}

/** A count from 1 to 999, typed or stepped. A typed one counts when it is left or Enter is pressed. */
export function QuantityField({ label, quantity, onChange, disabled = false }: QuantityFieldProps) {
  const [typed, setTyped] = useState<string>();

  function settle(): void {
    if (typed === undefined) return;
    setTyped(undefined);
    const count = Number(typed);
    if (Number.isInteger(count) && count >= 1 && count !== quantity) onChange(Math.min(count, most));
  }

  return (
    <fieldset className={styles.quantity} aria-label={label} disabled={disabled}>
      <Step label="One less" sign="−" disabled={quantity <= 1} onClick={() => onChange(quantity - 1)} />
      <input
        className={styles.count}
        type="number"
        inputMode="numeric"
        min={1}
        max={most}
        aria-label={label}
        value={typed ?? quantity}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={settle}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          // Enter would send the form around, before the count has settled.
          event.preventDefault();
          settle();
        }}
      />
      <Step label="One more" sign="+" disabled={quantity >= most} onClick={() => onChange(quantity + 1)} />
    </fieldset>
  );
}

function Step({
  label,
  sign,
  disabled,
  onClick,
}: {
  label: string;
  sign: string;
  disabled: boolean;
  onClick: () => void;
}) {
  return (
    <button className={styles.step} type="button" aria-label={label} disabled={disabled} onClick={onClick}>
      {sign}
    </button>
  );
}
