import type { Payment } from '@evermart/contracts/http/payment';

type Status = Payment['status'];

/** A step that news from the provider can make. `refunded` is reached by refunds, which have a ledger of their own. */
export type SettledStatus = 'authorized' | 'declined' | 'captured' | 'voided';

/**
 *     authorizing -> authorized -> captured -> refunded
 *          |              `------> voided
 *          `-> declined
 *
 * One way leads back: a payment that is declined here but authorized at the provider turns authorized, only to be voided.
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

/** Whether the provider tells of another end than the one recorded: money is not where the rows say, and a person must look. */
export function contradicts(present: Status, news: SettledStatus): boolean {
  const end = present === 'refunded' ? 'captured' : present;
  const isEnd = end === 'declined' || end === 'captured' || end === 'voided';
  return isEnd && end !== news && news !== 'authorized';
}
