import type { Address } from '@evermart/contracts/http/address';
import type { Order } from '@evermart/contracts/http/order';
import { formatMoney } from './format-money.ts';
import type { OrderSummary } from './mail-content.ts';
import type { MailTexts } from './texts.ts';

export function orderSummary(order: Order, { language, order: words }: MailTexts): OrderSummary {
  const { subtotal, discount, shipping, tax, total } = order.totals;
  const amount = (money: typeof total) => formatMoney(money, language);
  const negated = { ...discount, amountMinor: -discount.amountMinor };
  return {
    caption: words.caption(order.number),
    columns: { article: words.article, quantity: words.quantity, amount: words.amount },
    lines: order.lines.map(({ name, quantity, lineTotal }) => ({
      article: name,
      quantity: String(quantity),
      amount: amount(lineTotal),
    })),
    totals: [
      { label: words.subtotal, amount: amount(subtotal) },
      ...(discount.amountMinor === 0 ? [] : [{ label: words.discount, amount: amount(negated) }]),
      { label: words.shipping, amount: amount(shipping) },
      { label: words.total(amount(tax)), amount: amount(total) },
    ],
    address: { label: words.shipTo, lines: addressLines(order.shippingAddress) },
  };
}

function addressLines({ name, line1, line2, postalCode, city, region, country }: Address): string[] {
  return [name, line1, line2, `${postalCode} ${city}`, region, country].filter((line) => line !== undefined);
}
