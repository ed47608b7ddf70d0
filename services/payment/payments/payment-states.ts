import type { Payment } from '@evermart/contracts/http/payment';

type Status = Payment['status'];

/** A step that news from the provider can make. `refunded` is reached by refunds, which have a ledger of their own. */
export type SettledStatus = 'authorized' | 'declined' | 'captured' | 'voided';

/**
 *     authorizing -> authorized -> captured -> refunded
 *          |              `------> voided
 *          `-> declined
 */
export const predecessor: Readonly<Record<SettledStatus, Status>> = {
  authorized: 'authorizing',
  declined: 'authorizing',
  captured: 'authorized',
  voided: 'authorized',
};

/** The next step from `present` towards what the provider says; `undefined` when that is reached, or older news. */
export function nextStep(present: Status, news: SettledStatus): SettledStatus | undefined {
  if (predecessor[news] === present) return news;
  return present === 'authorizing' ? 'authorized' : undefined;
}
