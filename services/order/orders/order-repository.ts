import { type NewOrder, Order, type OrderPayment, type OrderSettlement } from '@evermart/contracts/http/order';
import type { EventFactory } from '@evermart/kit/events';
import type { Postgres, SqlValue } from '@evermart/kit/postgres';
import { statusesBefore } from './order-states.ts';
import { envelopeOf, publishChanged, recordChanged } from './publish-order.ts';

/** An order with those to whom it belongs. */
export interface OwnedOrder {
  readonly order: Order;
  readonly visitorId: string;
  readonly customerId: string | null;
}

/** What became of a checkout; an abandoned one may have left an order behind, which is cancelled then. */
export interface CheckoutOutcome {
  readonly outcome: 'placed' | 'abandoned';
  readonly order: Order | null;
}

const create = `
  WITH claimed AS (
    INSERT INTO checkout_outcomes (checkout_id, outcome) VALUES ($1, 'placed')
    ON CONFLICT DO NOTHING RETURNING checkout_id
  ), changed AS (
    INSERT INTO orders (id, number, checkout_id, visitor_id, customer_id, placed_at, document)
    SELECT $3, $4, checkout_id, $5, $6, $7::timestamptz, $8::jsonb FROM claimed
    RETURNING document
  ), ${publishChanged}`;

const settle = `
  WITH changed AS (
    UPDATE orders
    SET document = with_status(document, 'paid', $3)
      || jsonb_build_object('payments', with_payment(document -> 'payments', $4::jsonb), 'flags', $5::jsonb)
    WHERE checkout_id = $1 AND status = ANY($6)
    RETURNING document
  ), ${publishChanged}`;

// A mark is left where there is no order. While one is just being placed, neither branch applies and nothing is marked.
const abandon = `
  WITH changed AS (
    UPDATE orders
    SET document = with_status(document, 'cancelled', $3), cancelling_since = NULL, cancellation_due_at = NULL
    WHERE checkout_id = $1 AND status = 'placed'
    RETURNING document
  ), ${recordChanged}
  INSERT INTO checkout_outcomes (checkout_id, outcome)
  SELECT $1, 'abandoned'
  WHERE EXISTS (SELECT FROM changed) OR NOT EXISTS (SELECT FROM orders WHERE checkout_id = $1)
  ON CONFLICT (checkout_id) DO UPDATE SET outcome = 'abandoned' WHERE EXISTS (SELECT FROM changed)
  RETURNING outcome`;

const outcomeOf = `
  SELECT outcome, document AS "order"
  FROM checkout_outcomes LEFT JOIN orders USING (checkout_id)
  WHERE checkout_id = $1`;

const find = `
  SELECT document AS "order", visitor_id AS "visitorId", customer_id AS "customerId"
  FROM orders WHERE id = $1 OR number = upper($1)`;

const updatePayment = `
  UPDATE orders
  SET document = document || jsonb_build_object('payments', with_payment(document -> 'payments', $2::jsonb))
  WHERE checkout_id = $1`;

/** All SQL on orders that the purchase and its readers need. Every change is one statement with its event. */
export function createOrderRepository({ postgres, event }: { postgres: Postgres; event: EventFactory }) {
  async function change(text: string, values: readonly SqlValue[]): Promise<Order | undefined> {
    const [changed] = await postgres.query<{ document: Order }>(text, values);
    return changed?.document;
  }

  return {
    /** `undefined` when the checkout has its outcome already. */
    create(checkoutId: string, newOrder: NewOrder): Promise<Order | undefined> {
      const order = placedOrder(checkoutId, newOrder);
      const { json } = envelopeOf(event, 'order.placed');
      const { id, number, visitorId, customerId = null, placedAt } = newOrder;
      return change(create, [checkoutId, json, id, number, visitorId, customerId, placedAt, JSON.stringify(order)]);
    },

    /** `undefined` unless the checkout has an order that waits for its payment. */
    settle(checkoutId: string, { payment, backordered }: OrderSettlement): Promise<Order | undefined> {
      const { json, at } = envelopeOf(event, 'order.paid');
      const flags: Order['flags'] = backordered.length > 0 ? ['backordered'] : [];
      return change(settle, [
        checkoutId,
        json,
        at,
        JSON.stringify(payment),
        JSON.stringify(flags),
        statusesBefore('paid'),
      ]);
    },

    /** Cancels the order that waits for its payment, or sees to it that there never is one. False when neither was possible now. */
    async abandon(checkoutId: string): Promise<boolean> {
      const { json, at } = envelopeOf(event, 'order.cancelled');
      return (await postgres.query(abandon, [checkoutId, json, at])).length > 0;
    },

    async outcomeOf(checkoutId: string): Promise<CheckoutOutcome | undefined> {
      const [outcome] = await postgres.query<CheckoutOutcome>(outcomeOf, [checkoutId]);
      return outcome;
    },

    async find(idOrNumber: string): Promise<OwnedOrder | undefined> {
      const [owned] = await postgres.query<OwnedOrder>(find, [idOrNumber]);
      return owned;
    },

    /** Takes over a newer copy of the payment; an older one changes nothing. */
    async updatePayment(checkoutId: string, payment: OrderPayment): Promise<void> {
      await postgres.query(updatePayment, [checkoutId, JSON.stringify(payment)]);
    },
  };
}
export type OrderRepository = ReturnType<typeof createOrderRepository>;

function placedOrder(checkoutId: string, newOrder: NewOrder): Order {
  const { payment, placedAt } = newOrder;
  return Order.parse({
    ...newOrder,
    checkoutId,
    status: 'placed',
    flags: [],
    payments: [payment],
    shipments: [],
    history: [{ status: 'placed', at: placedAt }],
  });
}
