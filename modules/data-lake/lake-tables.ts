/** The lake's tables. A column that is not here is not kept: Firehose drops what a table does not name. */
import { edgeLogFields } from './edge-log-fields.ts';
import type { LakeColumn, LakeTable } from './lake-table.ts';

const column = (name: string, type: LakeColumn['type'], comment?: string): LakeColumn => ({
  name,
  type,
  ...(comment === undefined ? {} : { comment }),
});

const struct = (fields: Readonly<Record<string, string>>): `struct<${string}>` =>
  `struct<${Object.entries(fields)
    .map(([name, type]) => `${name}:${type}`)
    .join(',')}>`;

/** The CloudEvents envelope. */
const envelope = [
  column('id', 'string', 'Unique for each event; a repeated one is the same event again'),
  column('source', 'string', '/evermart/<region>/<service>'),
  column('type', 'string'),
  column('subject', 'string'),
  column('time', 'string', 'When it happened, ISO 8601 in UTC'),
];

const money = struct({ amountminor: 'bigint', currency: 'string' });
const arrival = 'The day on which the record arrived, in UTC';

/** What shoppers did, as the gateway tells it. */
export const clickstream: LakeTable = {
  name: 'clickstream',
  description: 'What shoppers viewed, searched and added to their carts',
  day: arrival,
  columns: [
    ...envelope,
    column(
      'data',
      struct({
        visitorid: 'string',
        productslug: 'string',
        sku: 'string',
        quantity: 'int',
        query: 'string',
        total: 'int',
      }),
    ),
  ],
};

/** CloudFront's real-time logs. */
export const edgeLogs: LakeTable = {
  name: 'edge_logs',
  description: 'Requests at the edge, a sample of them, without what tells who asked',
  day: arrival,
  columns: edgeLogFields.map(({ name, type, comment }) => ({
    name,
    type,
    ...(comment === undefined ? {} : { comment }),
  })),
};

/** What happened to orders. Each event has the whole order; who ordered (e-mail, names, addresses) is left out. */
export const orderEvents: LakeTable = {
  name: 'order_events',
  description: 'What happened to orders: each event with the order as it stood, without the person',
  day: arrival,
  columns: [
    ...envelope,
    column(
      'data',
      struct({
        order: struct({
          id: 'string',
          number: 'string',
          checkoutid: 'string',
          status: 'string',
          flags: 'array<string>',
          placedat: 'string',
          locale: 'string',
          shippingaddress: struct({ country: 'string' }),
          shippingmethod: 'string',
          lines: `array<${struct({
            sku: 'string',
            productslug: 'string',
            name: 'string',
            unitprice: money,
            quantity: 'int',
            linetotal: money,
          })}>`,
          totals: struct({ subtotal: money, discount: money, shipping: money, tax: money, total: money }),
          payments: `array<${struct({
            id: 'string',
            provider: 'string',
            status: 'string',
            authorized: money,
            captured: money,
            refunded: money,
          })}>`,
          history: `array<${struct({ status: 'string', at: 'string' })}>`,
        }),
        refundid: 'string',
        amount: money,
      }),
    ),
  ],
};

const placed = 'The day on which the order was placed, in UTC';

/** One row an order, as it stands now. The ETL job writes it. */
export const orderFacts: LakeTable = {
  name: 'order_facts',
  description: 'Orders as they stand now, one row each',
  day: placed,
  columns: [
    column('order_id', 'string'),
    column('order_number', 'string'),
    column('checkout_id', 'string'),
    column('status', 'string', 'placed, paid, shipped, delivered, cancelled or returned'),
    column('backordered', 'boolean'),
    column('placed_at', 'string', 'ISO 8601 in UTC'),
    column('paid_at', 'string', 'ISO 8601 in UTC; none if it was never paid'),
    column('country', 'string', 'Where it is sent to'),
    column('currency', 'string', 'ISO 4217'),
    column('items', 'bigint', 'Units of all lines'),
    column('subtotal_minor', 'bigint', 'Minor units, e.g. cents, as all amounts here'),
    column('discount_minor', 'bigint'),
    column('shipping_minor', 'bigint'),
    column('tax_minor', 'bigint'),
    column('total_minor', 'bigint'),
    column('captured_minor', 'bigint', 'Of all payments'),
    column('refunded_minor', 'bigint', 'Of all payments'),
    column('events', 'bigint', 'How many different events told of it'),
  ],
};

/** One row a line of an order. The ETL job writes it. */
export const orderLineFacts: LakeTable = {
  name: 'order_line_facts',
  description: 'Lines of orders, one row each',
  day: placed,
  columns: [
    column('order_id', 'string'),
    column('status', 'string', "The order's"),
    column('paid', 'boolean', 'Whether the order was ever paid'),
    column('sku', 'string'),
    column('product_slug', 'string'),
    column('product_name', 'string'),
    column('quantity', 'int'),
    column('unit_price_minor', 'bigint'),
    column('line_total_minor', 'bigint'),
    column('currency', 'string', 'ISO 4217'),
  ],
};

export const lakeTables = [clickstream, edgeLogs, orderEvents, orderFacts, orderLineFacts] as const;
