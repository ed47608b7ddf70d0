import type { Money } from '../api/money.ts';
import { formatMoney } from '../format-money.ts';
import styles from './price.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

interface PriceProps {
  price: Money;
  compareAt?: Money | null | undefined;
}

/** A price, with the former one struck out beside it where there is a higher one. */
export function Price({ price, compareAt }: PriceProps) {
  const reduced = isReduced(price, compareAt);
  return (
    <span className={styles.price}>
      {reduced && <VisuallyHidden>Now </VisuallyHidden>}
      <span className={styles.now}>{formatMoney(price)}</span>
      {reduced && (
        <s className={styles.was}>
          <VisuallyHidden>, was </VisuallyHidden>
          {formatMoney(compareAt)}
        </s>
      )}
    </span>
  );
}

/** Whether the compared price makes this one an offer. */
export function isReduced(price: Money, compareAt: Money | null | undefined): compareAt is Money {
  return compareAt !== null && compareAt !== undefined && compareAt.amountMinor > price.amountMinor;
}
