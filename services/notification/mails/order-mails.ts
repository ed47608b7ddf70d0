import type { OrderCancelled, OrderPaid, OrderRefunded, OrderShipped } from '@evermart/contracts/events/order-events';
import type { Order } from '@evermart/contracts/http/order';
import type { Mail } from '../transport/mail-transport.ts';
import { formatMoney } from './format-money.ts';
import { orderSummary } from './order-summary.ts';
import { renderMail } from './render-mail.ts';
import { type MailTexts, type MailWords, textsFor } from './texts.ts';

export type OrderMailEvent = OrderPaid | OrderShipped | OrderCancelled | OrderRefunded;
export type OrderMailComposer = (event: OrderMailEvent) => Mail;

/**
 * Order mails, to the address and in the language of the order. The link leads to where everybody can read the order with
 * its number and the e-mail address, with an account or without; the address itself stays out of it.
 */
export function createOrderMailComposer({ storefrontUrl }: { storefrontUrl: string }): OrderMailComposer {
  return (event) => {
    const { order } = event.data;
    const texts = textsFor(order.locale);
    const { subject, heading, paragraphs } = wordsOf(event, texts);
    const url = new URL('/order-lookup', storefrontUrl);
    url.searchParams.set('number', order.number);

    return renderMail(order.email, {
      language: texts.language,
      subject,
      heading,
      paragraphs: [texts.hello(order.shippingAddress.name), ...paragraphs],
      summary: orderSummary(order, texts),
      action: { label: texts.order.see, url: url.href },
      footer: texts.orderFooter,
    });
  };
}

function wordsOf(event: OrderMailEvent, texts: MailTexts): MailWords {
  const { order } = event.data;
  switch (event.type) {
    case 'order.paid':
      return withMore(texts.paid(order.number), order.flags.includes('backordered') ? texts.backordered : undefined);
    case 'order.shipped': {
      const shipment = order.shipments.at(-1);
      const words = texts.shipped(order.number);
      return shipment === undefined
        ? words
        : withMore(words, texts.shippedBy(shipment.carrier, shipment.trackingNumber));
    }
    case 'order.cancelled':
      return withMore(texts.cancelled(order.number), refundSentence(order, texts));
    case 'order.refunded':
      return texts.refunded(order.number, formatMoney(event.data.amount, texts.language));
  }
}

/** Only what was really given back: a cancellation before capture frees the money without a refund. */
function refundSentence({ payments, totals }: Order, texts: MailTexts): string | undefined {
  const amountMinor = payments.reduce((refunded, payment) => refunded + payment.refunded.amountMinor, 0);
  if (amountMinor === 0) return undefined;
  return texts.cancelledRefund(formatMoney({ ...totals.total, amountMinor }, texts.language));
}

function withMore(words: MailWords, sentence: string | undefined): MailWords {
  return sentence === undefined ? words : { ...words, paragraphs: [...words.paragraphs, sentence] };
}
