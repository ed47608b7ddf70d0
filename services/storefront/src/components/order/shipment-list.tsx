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
  const tracked = trackingNumber === undefined ? '' : `, tracking number ${trackingNumber}`;
  return `Sent on ${formatDay(shippedAt)} with ${carrier}${tracked}`;
}
