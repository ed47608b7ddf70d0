import type { OrderTotals } from '@evermart/contracts/http/order';
import { add, includedTax, type Money, money, subtract } from '@evermart/contracts/money';
import { ServiceError } from '@evermart/kit/problem';
import { shippingMethodsFor } from './shipping-methods.ts';
import { taxRateBasisPoints } from './tax-rates.ts';

export interface Destination {
  readonly shippingMethod: string;
  readonly country: string;
}

/**
 * What a purchase costs. Prices include tax: `subtotal - discount + shipping == total`, and `tax` is the part of it
 * that is tax at the country's rate.
 *
 * @throws ServiceError `validation-failed` for a shipping method that does not go there
 */
export function totalsOf(subtotal: Money, destination: Destination): OrderTotals {
  const shipping = shippingPrice(destination, subtotal.currency);
  const discount = money(0, subtotal.currency);
  const total = add(subtract(subtotal, discount), shipping);
  return { subtotal, discount, shipping, tax: includedTax(total, taxRateBasisPoints(destination.country)), total };
}

function shippingPrice({ shippingMethod, country }: Destination, currency: string): Money {
  const methods = shippingMethodsFor(country, currency);
  const method = methods.find(({ code }) => code === shippingMethod);
  if (method !== undefined) return method.price;
  const offered = methods.map(({ code }) => code).join(', ');
  throw new ServiceError('validation-failed', 'The shipping method is not offered for this country.', {
    errors: [{ path: 'shippingMethod', message: `choose one of: ${offered}` }],
  });
}
