import type { CloudEvent } from '@evermart/contracts/events/cloud-event';
import type { PricedLine, StockLine } from '@evermart/contracts/http/catalog';
import type { FailureCode, NewCheckout } from '@evermart/contracts/http/checkout';
import type { Order, OrderPayment, OrderTotals } from '@evermart/contracts/http/order';

import type { FieldError } from '@evermart/kit/problem';

export const stepNames = [
  'claim-cart',
  'reserve-stock',
  'authorize-payment',
  'create-order',
  'capture-payment',
  'commit-reservation',
  'settle-order',
] as const;
export type StepName = (typeof stepNames)[number];

/** What the steps found out, each set once: everything needed to finish or to undo the purchase anywhere. */
export interface Findings {
  readonly pricedLines?: readonly PricedLine[];
  readonly totals?: OrderTotals;
  readonly payment?: OrderPayment;
  readonly backordered?: readonly string[];
  /** The order as it was confirmed: a repeated key gets this answer. */
  readonly order?: Order;
}

export interface StepRecord {
  readonly at: string;
  /** Where and in which epoch it was done: what an older epoch recorded may not have replicated. */
  readonly region: string;
  readonly epoch: number;
}

export interface Failure {
  readonly code: FailureCode;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  /** The last step that may have had an effect; it and all before it are compensated. */
  readonly undoFrom: StepName;
}

/** The payment's token goes as soon as the purchase has ended. */
export type RecordedRequest = Omit<NewCheckout, 'payment'> & {
  readonly payment: { readonly provider: NewCheckout['payment']['provider']; readonly token?: string };
};

/** One purchase in the journal. `fence` grows with each change of hands; a write with an older fence fails. */
export interface JournalEntry extends Findings {
  readonly checkoutId: string;
  readonly status: 'processing' | 'undoing' | 'confirmed' | 'failed';
  readonly visitorId: string;
  readonly customerId?: string;
  readonly locale: string;
  readonly bodyHash: string;
  readonly request: RecordedRequest;
  readonly cart: { readonly cartId: string; readonly version: number; readonly lines: readonly StockLine[] };
  readonly createdAt: string;
  readonly steps: Readonly<Partial<Record<StepName, StepRecord>>>;
  readonly failure?: Failure;
  readonly outbox: readonly CloudEvent[];
  readonly fence: number;
  readonly leaseUntilMs: number;
  /** Of whoever leased it last: tells one's own write from another's. */
  readonly leaseId?: string;
  readonly attempts: number;
  /** In the sparse index while work is left. */
  readonly openShard?: string;
  readonly dueAtMs?: number;
}
