import { randomUUID } from 'node:crypto';
import type { NewShipment, Order, OrderStatus, Shipment } from '@evermart/contracts/http/order';
import type { EventFactory } from '@evermart/kit/events';
import type { Postgres } from '@evermart/kit/postgres';
import { impossible } from '../orders/order-problems.ts';
import { statusesBefore } from '../orders/order-states.ts';
import { envelopeOf, publishChanged } from '../orders/publish-order.ts';

const moveOn = `
  WITH changed AS (
    UPDATE orders
    SET document = with_status(document, $4, $3)
      || jsonb_build_object('shipments', (document -> 'shipments') || $5::jsonb)
    WHERE id = $1 AND status = ANY($6) AND cancelling_since IS NULL
    RETURNING document
  ), ${publishChanged}`;

const find = 'SELECT document FROM orders WHERE id = $1';

/** Parcels leave and arrive. An order that is being cancelled stays where it is. */
export function createFulfilOrder({ postgres, event }: { postgres: Postgres; event: EventFactory }) {
  return {
    /** @throws ServiceError `invalid-state` unless it is paid and nobody is cancelling it */
    ship: (order: Order, shipment: NewShipment) => move(order, 'shipped', shipment),
    /** @throws ServiceError `invalid-state` unless it is shipped */
    deliver: (order: Order) => move(order, 'delivered'),
  };

  async function move(order: Order, status: Extract<OrderStatus, 'shipped' | 'delivered'>, shipment?: NewShipment) {
    const { json, at } = envelopeOf(event, `order.${status}`);
    const added: Shipment[] = shipment === undefined ? [] : [shipmentOf(shipment, at)];
    const values = [order.id, json, at, status, JSON.stringify(added), statusesBefore(status)];
    const [changed] = await postgres.query<{ document: Order }>(moveOn, values);
    if (changed !== undefined) return changed.document;
    const [present] = await postgres.query<{ document: Order }>(find, [order.id]);
    throw impossible(status, present?.document ?? order);
  }
}
export type FulfilOrder = ReturnType<typeof createFulfilOrder>;

function shipmentOf({ carrier, trackingNumber }: NewShipment, shippedAt: string): Shipment {
  return {
    id: `shp_${randomUUID()}`,
    carrier,
    ...(trackingNumber === undefined ? {} : { trackingNumber }),
    shippedAt,
  };
}
