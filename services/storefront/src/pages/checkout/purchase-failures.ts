import type { Money } from '../../api/money.ts';
import { formatMoney } from '../../format-money.ts';

/** Ways in which a purchase ends without an order. In none of them is anything charged. */
export type PurchaseFailure = 'payment-declined' | 'out-of-stock' | 'total-changed';

interface FailureWords {
  title: string;
  /** What to do on the checkout page itself. */
  here: string;
  /** What to do from elsewhere. */
  elsewhere: string;
}

export const purchaseFailures: Readonly<Record<PurchaseFailure, FailureWords>> = {
  'payment-declined': {
    title: 'The payment was declined',
    here: 'Nothing was charged. Choose another way to pay, then place the order again.',
    elsewhere: 'Nothing was charged, and your cart is as it was. Try again with another way to pay.',
  },
  'out-of-stock': {
    title: 'Something in your cart has just sold out',
    here: 'Nothing was charged. Remove it from your cart or order fewer, then come back.',
    elsewhere: 'Nothing was charged. Remove it from your cart or order fewer, then try again.',
  },
  'total-changed': {
    title: 'The total has changed',
    here: 'Nothing was charged. The new total is shown above. If you agree, place the order again.',
    elsewhere: 'Nothing was charged. Please check the new total, and place the order again if you agree.',
  },
};

/**
 * What the shop says of a failure, such as which article it is; of totals nothing, since a page that knows both amounts
 * writes them as it writes all amounts.
 */
export function shopsOwnWords(code: PurchaseFailure, detail: string | undefined): string | undefined {
  return code === 'total-changed' ? undefined : detail;
}

/** `now` is the total of the quote that was asked for after the refusal, undefined while it is on its way. */
export function totalChangeText(before: Money | undefined, now: Money | undefined): string | undefined {
  if (before === undefined || now === undefined || before.amountMinor === now.amountMinor) return undefined;
  return `It was ${formatMoney(before)} when you placed the order, and it is ${formatMoney(now)} now.`;
}

export function isPurchaseFailure(code: string): code is PurchaseFailure {
  return Object.hasOwn(purchaseFailures, code);
}
