/** The questions that a merchant asks every day. Each is a view; its SQL stands in `views/<name>.sql`. */
import type { LakeView, ViewColumn } from './lake-view.ts';

const column = (name: string, type: ViewColumn['type']): ViewColumn => ({ name, type });
const day = column('day', 'string');

export const lakeViews: readonly LakeView[] = [
  {
    name: 'funnel',
    description: 'By day: visitors who viewed a product, visitors who added one to a cart, orders placed, orders paid',
    columns: [
      day,
      column('viewers', 'bigint'),
      column('adders', 'bigint'),
      column('orders_placed', 'bigint'),
      column('orders_paid', 'bigint'),
    ],
  },
  {
    name: 'revenue',
    description: 'By day of the order and currency, in minor units: what was charged, given back and kept',
    columns: [
      day,
      column('currency', 'string'),
      column('orders', 'bigint'),
      column('charged_minor', 'bigint'),
      column('refunded_minor', 'bigint'),
      column('net_minor', 'bigint'),
      column('average_order_minor', 'double'),
    ],
  },
  {
    name: 'top_products',
    description: 'By day of the order: units and turnover of each product in paid orders',
    columns: [
      day,
      column('product_slug', 'string'),
      column('currency', 'string'),
      column('units', 'bigint'),
      column('turnover_minor', 'bigint'),
      column('orders', 'bigint'),
    ],
  },
  {
    name: 'zero_result_searches',
    description: 'By day: what people searched for and did not find',
    columns: [day, column('query', 'string'), column('searches', 'bigint'), column('visitors', 'bigint')],
  },
  {
    name: 'order_discrepancies',
    description: 'Orders whose amounts contradict each other; it should be empty',
    columns: [
      day,
      column('order_id', 'string'),
      column('order_number', 'string'),
      column('status', 'string'),
      column('discrepancy', 'string'),
    ],
  },
];
