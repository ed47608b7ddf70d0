import { useEffect, useRef, useState } from 'react';
import { Button } from './button.tsx';
import styles from './confirm-button.module.css';

interface ConfirmButtonProps {
  label: string;
  /** What the button is about, where its label alone does not say. */
  accessibleLabel?: string;
  question: string;
  confirmLabel: string;
  onConfirm: () => void;
  disabled?: boolean;
}

/** A button that asks before it does what can't be undone. The focus follows the question there and back. */
export function ConfirmButton({
  label,
  accessibleLabel,
  question,
  confirmLabel,
  onConfirm,
  disabled = false,
}: ConfirmButtonProps) {
  const [asking, setAsking] = useState(false);
  const group = useRef<HTMLDivElement>(null);
  const asked = useRef(false);

  useEffect(() => {
    if (asked.current === asking) return;
    asked.current = asking;
    group.current?.querySelector('button')?.focus();
  }, [asking]);

  return (
    <div ref={group}>
      {asking ? (
        <fieldset className={styles.question} aria-label={question}>
          <span>{question}</span>
          <Button look="secondary" onClick={() => setAsking(false)}>
            No, keep it
          </Button>
          <Button disabled={disabled} onClick={onConfirm}>
            {confirmLabel}
          </Button>
        </fieldset>
      ) : (
        <Button look="quiet" aria-label={accessibleLabel} disabled={disabled} onClick={() => setAsking(true)}>
          {label}
        </Button>
      )}
    </div>
  );
}
