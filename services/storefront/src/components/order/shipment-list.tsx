import type { Shipment } from '../../api/orders.ts';
import { formatDay } from '../../format-date.ts';
import styles from './order-payments.module.css';

/** The parcels of an order. */
export function ShipmentList({ shipments }: { shipments: readonly Shipment[] }) {
  return (
    <ul className={styles.payments}>
      {shipments.map((shipment) => (
        <li key={shipment.id}>{shipmentText(shipment)}</li>
      ))}
    </ul>
  );
}

function shipmentText({ carrier, trackingNumber, shippedAt }: Shipment): string {
  const sent = shippedAt ? `Sent on ${formatDay(shippedAt)}` : 'Sent';
  const tracked = trackingNumber ? `, tracking number ${trackingNumber}` : '';
  return `${sent}${carrier ? ` with ${carrier}` : ''}${tracked}`;
}
