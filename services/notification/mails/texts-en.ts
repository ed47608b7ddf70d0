import type { MailTexts } from './texts.ts';

export const english: MailTexts = {
  language: 'en',
  hello: (name) => `Hello ${name},`,
  paid: (number) => ({
    subject: `Your order ${number} is confirmed`,
    heading: 'Thank you for your order',
    paragraphs: ['We have received your payment and are getting your order ready.'],
  }),
  backordered: 'Part of your order is not in stock at the moment. We will write to you about it shortly.',
  shipped: (number) => ({
    subject: `Your order ${number} is on its way`,
    heading: 'Your order is on its way',
    paragraphs: ['We have handed your parcel over.'],
  }),
  shippedBy: (carrier, trackingNumber) =>
    trackingNumber === undefined
      ? `It is delivered by ${carrier}.`
      : `It is delivered by ${carrier}, tracking number ${trackingNumber}.`,
  cancelled: (number) => ({
    subject: `Your order ${number} was cancelled`,
    heading: 'Your order was cancelled',
    paragraphs: ['This order will not be delivered.'],
  }),
  cancelledRefund: (amount) => `We have refunded ${amount}. It may take a few days until you see it.`,
  refunded: (number, amount) => ({
    subject: `A refund for your order ${number}`,
    heading: `We have refunded ${amount}`,
    paragraphs: ['The money goes back to where it came from. It may take a few days until you see it.'],
  }),
  welcome: {
    subject: 'Welcome to Evermart',
    heading: 'Welcome to Evermart',
    paragraphs: ['Your account is ready. It keeps your addresses and shows all your orders in one place.'],
  },
  order: {
    caption: (number) => `Order ${number}`,
    article: 'Article',
    quantity: 'Quantity',
    amount: 'Amount',
    subtotal: 'Subtotal',
    discount: 'Discount',
    shipping: 'Shipping',
    total: (tax) => `Total (includes ${tax} tax)`,
    shipTo: 'Delivery to',
    see: 'See your order',
  },
  visitShop: 'Visit the shop',
  orderFooter: 'You receive this e-mail because you ordered at Evermart with this address.',
  accountFooter: 'You receive this e-mail because an account at Evermart was made with this address.',
};
