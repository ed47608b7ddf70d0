import { type PricedLine, Reservation } from '@evermart/contracts/http/catalog';
import { type Money, moneyText, multiply, sameMoney, sum } from '@evermart/contracts/money';
import { isServiceError } from '@evermart/kit/problem';
import { totalsOf } from '../pricing/totals.ts';
import { RefusedError, type Step } from './step.ts';

/** The journal holds the lines twice, as priced and in the order, and an item of DynamoDB at most 400 KB. */
const maxPricedBytes = 150_000;

/** Takes prices from catalog and units out of what others can buy, in one call. The client's total is only compared. */
export const reserveStock: Step = {
  name: 'reserve-stock',
  // Asked again it answers the first prices, so nothing is lost with the record.
  recordedWithNext: true,

  async run(entry, { services, reservationSeconds }) {
    const { lines: pricedLines } = await reserve();
    if (Buffer.byteLength(JSON.stringify(pricedLines)) > maxPricedBytes) {
      throw new RefusedError('invalid-state', 'The cart holds too much for one order: buy it in parts.');
    }
    const { shippingMethod, shippingAddress, expectedTotal } = entry.request;
    const totals = totalsOf(subtotalOf(pricedLines), { shippingMethod, country: shippingAddress.country });
    if (expectedTotal !== undefined && !sameMoney(expectedTotal, totals.total)) {
      throw new RefusedError(
        'total-changed',
        `The total is now ${moneyText(totals.total)}, not ${moneyText(expectedTotal)}.`,
      );
    }
    return { pricedLines, totals };

    async function reserve() {
      try {
        return await services.catalog.call(
          {
            method: 'PUT',
            path: `/reservations/${entry.checkoutId}`,
            body: { lines: entry.cart.lines, expiresInSeconds: reservationSeconds },
          },
          Reservation,
        );
      } catch (error) {
        if (!isServiceError(error, 'out-of-stock', 'unknown-sku', 'invalid-state', 'validation-failed')) throw error;
        throw new RefusedError('out-of-stock', error.message, { cause: error, errors: error.errors });
      }
    }
  },

  async compensate(entry, { services }) {
    await services.catalog.command({
      method: 'POST',
      path: `/reservations/${entry.checkoutId}/release`,
      idempotent: true,
    });
  },
};

function subtotalOf(lines: readonly PricedLine[]): Money {
  const [first] = lines;
  if (first === undefined) throw new RefusedError('cart-empty', 'The cart is empty.');
  return sum(
    first.unitPrice.currency,
    lines.map(({ unitPrice, quantity }) => multiply(unitPrice, quantity)),
  );
}
