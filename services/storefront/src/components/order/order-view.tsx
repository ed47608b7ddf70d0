import type { Order } from '../../api/orders.ts';
import { AddressLines } from '../address-lines.tsx';
import { Columns } from '../columns.tsx';
import { LineList } from '../line-list.tsx';
import { Panel } from '../panel.tsx';
import { Section } from '../section.tsx';
import { DeliveryMethod } from './delivery-method.tsx';
import { OrderHistory } from './order-history.tsx';
import { OrderPayments } from './order-payments.tsx';
import { OrderTotals } from './order-totals.tsx';
import styles from './order-view.module.css';
import { ShipmentList } from './shipment-list.tsx';

/** An order in full: its status, its items, where they go and what was paid. */
export function OrderView({ order }: { order: Order }) {
  const sums = (
    <Panel>
      <h2>Amounts</h2>
      <OrderTotals totals={order.totals} />
      <OrderPayments payments={order.payments} />
    </Panel>
  );
  return (
    <Columns aside={sums}>
      <div className={styles.parts}>
        <Section title="Status">
          <OrderHistory order={order} />
        </Section>
        {order.shipments.length > 0 && (
          <Section title="On its way">
            <ShipmentList shipments={order.shipments} />
          </Section>
        )}
        <Section title="Items">
          <LineList lines={order.lines} />
        </Section>
        <Section title="Delivery">
          <DeliveryMethod code={order.shippingMethod} country={order.shippingAddress.country} />
          <AddressLines address={order.shippingAddress} />
        </Section>
      </div>
    </Columns>
  );
}
