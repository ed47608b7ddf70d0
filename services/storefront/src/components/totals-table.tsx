import type { Money } from '../api/money.ts';
import { formatMoney } from '../format-money.ts';
import styles from './totals-table.module.css';

export interface TotalsRow {
  label: string;
  amount: Money;
  /** Shown with a minus. */
  deducted?: boolean;
  /** An amount that is part of others, and so not added. */
  included?: boolean;
}

interface TotalsTableProps {
  rows: TotalsRow[];
  sumLabel: string;
  sum: Money;
  sumTestId: string;
}

/** Amounts and what they come to, as the server worked them out. */
export function TotalsTable({ rows, sumLabel, sum, sumTestId }: TotalsTableProps) {
  return (
    <dl className={styles.totals}>
      {rows.map((row) => (
        <Row key={row.label} {...row} />
      ))}
      <dt className={styles.sum}>{sumLabel}</dt>
      <dd className={styles.sum} data-testid={sumTestId}>
        {formatMoney(sum)}
      </dd>
    </dl>
  );
}

function Row({ label, amount, deducted = false, included = false }: TotalsRow) {
  const tone = included ? styles.soft : undefined;
  return (
    <>
      <dt className={tone}>{label}</dt>
      <dd className={tone}>
        {deducted && '−'}
        {formatMoney(amount)}
      </dd>
    </>
  );
}
