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
        <Notice tone="warn" title="Part of this order will arrive later">
          An item sold out while you were ordering. We keep your order and send the rest as soon as we can.
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
