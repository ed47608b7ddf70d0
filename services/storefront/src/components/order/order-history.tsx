import type { Order } from '../../api/orders.ts';
import { formatMoment } from '../../format-date.ts';
import { Notice } from '../notice.tsx';
import styles from './order-history.module.css';
import { orderStatusLabel } from './order-status-label.ts';

/** The stations of an order so far, the latest last. */
export function OrderHistory({ order }: { order: Order }) {
  return (
    <>
      {order.flags.includes('backordered') && (
        <Notice tone="warn" title="A part of this order comes later">
          Something in it ran out while you ordered. We keep the order and send it as soon as it is back.
        </Notice>
      )}
      <ol>
        {order.history.map(({ status, at }) => (
          <li key={`${status} ${at}`} className={styles.station}>
            <span className={styles.status}>{orderStatusLabel(status)}</span>
            <time className={styles.time} dateTime={at}>
              {formatMoment(at)}
            </time>
          </li>
        ))}
      </ol>
    </>
  );
}
