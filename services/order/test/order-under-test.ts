import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { CloudEvent } from '@evermart/contracts/events/cloud-event';
import type { NewOrder, OrderPayment } from '@evermart/contracts/http/order';
import type { Subject } from '@evermart/contracts/http/subject';
import { createEventFactory } from '@evermart/kit/events';
import { createHealth } from '@evermart/kit/health';
import { createServiceClient } from '@evermart/kit/http-client';
import { createTokenMinter } from '@evermart/kit/internal-token';
import { createPostgres } from '@evermart/kit/postgres';
import { listen } from '@evermart/kit/serve';
import { callerOf, internalTokenKeys, quietLogger, verifierFor } from '../../../test/support/internal-calls.ts';
import { freshDatabase } from '../../../test/support/postgres.ts';
import { createOrderApp } from '../app.ts';
import { startCatalogStub, startPaymentStub } from './remote-stubs.ts';

export const migrationsDirectory = join(import.meta.dirname, '../migrations');
export const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
export const admin: Partial<Subject> = { customerId: 'c-admin', groups: ['admin'] };

const logger = quietLogger('order');
const address = { name: 'Ada', line1: '1 Lane', city: 'Berlin', postalCode: '10115', country: 'DE' };

function newOrder(payment: OrderPayment, more: Partial<NewOrder>): NewOrder {
  const unique = randomUUID().replaceAll('-', '').toUpperCase();
  return {
    id: `ord_${randomUUID()}`,
    number: `EM-${unique.slice(0, 15)}`,
    placedAt: new Date().toISOString(),
    visitorId: `v-${randomUUID()}`,
    email: 'Ada@Example.test',
    locale: 'en',
    shippingAddress: address,
    billingAddress: address,
    shippingMethod: 'standard',
    lines: [
      {
        sku: 'SHIRT-M',
        productSlug: 'shirt',
        name: 'Shirt',
        image: { url: '/media/shirt.svg', alt: 'Shirt' },
        unitPrice: eur(1000),
        quantity: 2,
        lineTotal: eur(2000),
      },
    ],
    totals: { subtotal: eur(2000), discount: eur(0), shipping: eur(490), tax: eur(398), total: eur(2490) },
    payment,
    ...more,
  };
}

/** The service over its real database; payment and catalog are stubs of their contracts. */
export async function startOrder({ takesOver = false, takeOverAfterMs = 60_000 } = {}) {
  const [payments, catalog, { url }] = await Promise.all([
    startPaymentStub(),
    startCatalogStub(),
    freshDatabase(migrationsDirectory),
  ]);
  const postgres = createPostgres({ url, applicationName: 'order', logger });
  const mintToken = createTokenMinter('order', internalTokenKeys);
  const paymentClient = createServiceClient({ service: 'payment', baseUrl: payments.url, mintToken });
  const catalogClient = createServiceClient({ service: 'catalog', baseUrl: catalog.url, mintToken });
  const health = createHealth([]);
  const { app, onNews, startTakeOver } = createOrderApp({
    postgres,
    payment: paymentClient,
    catalog: catalogClient,
    event: createEventFactory({ service: 'order', region: 'region-a' }),
    verifyToken: verifierFor('order'),
    health,
    logger,
    takeOverAfterMs,
    takeOverIdleMs: 50,
  });
  const server = await listen({ app, host: '127.0.0.1', port: 0, health, logger });
  const takeOver = takesOver ? startTakeOver() : undefined;
  const as = (subject: Partial<Subject>) =>
    callerOf({ service: 'order', baseUrl: server.url, as: 'api-gateway', subject });
  const checkout = callerOf({ service: 'order', baseUrl: server.url, as: 'checkout' });
  const pathOf = (checkoutId: string) => `/orders/by-checkout/${checkoutId}`;

  /** A checkout with an authorized payment; the order is not made yet. */
  function authorizedCheckout(more: Partial<NewOrder> = {}) {
    const checkoutId = `chk_${randomUUID()}`;
    const { checkoutId: _, ...payment } = payments.authorize(checkoutId, 2490);
    return { checkoutId, body: newOrder(payment, more) };
  }

  async function place(more: Partial<NewOrder> = {}) {
    const { checkoutId, body } = authorizedCheckout(more);
    const { body: order } = await checkout('PUT', pathOf(checkoutId), body);
    return { checkoutId, body, order };
  }

  function settle(checkoutId: string, backordered: string[] = []) {
    const { checkoutId: _, ...payment } = payments.bodyOf(checkoutId);
    return checkout('POST', `${pathOf(checkoutId)}/settlement`, { payment, backordered });
  }

  async function pay(more: Partial<NewOrder> = {}) {
    const placed = await place(more);
    payments.capture(placed.checkoutId);
    const { body: order } = await settle(placed.checkoutId);
    return { ...placed, order };
  }

  return {
    url: server.url,
    databaseUrl: url,
    postgres,
    payments,
    catalog,
    as,
    checkout,
    onNews,
    authorizedCheckout,
    place,
    settle,
    pay,
    put: (checkoutId: string, body: NewOrder) => checkout('PUT', pathOf(checkoutId), body),
    abandon: (checkoutId: string) => checkout('POST', `${pathOf(checkoutId)}/abandonment`),
    present: async (orderId: string) => (await as(admin)('GET', `/admin/orders/${orderId}`)).body,
    refund: (orderId: string, key: string, amountMinor: number, reason = 'test') =>
      as(admin)(
        'POST',
        `/admin/orders/${orderId}/refunds`,
        { amount: eur(amountMinor), reason },
        { 'idempotency-key': key },
      ),
    ship: (orderId: string) => as(admin)('POST', `/admin/orders/${orderId}/shipments`, { carrier: 'Post' }),

    async eventsOf(orderId: string): Promise<CloudEvent<CloudEvent['type'], { order: { status: string } }>[]> {
      const rows = await postgres.query<{ event: CloudEvent<CloudEvent['type'], { order: { status: string } }> }>(
        "SELECT event FROM outbox WHERE event->>'subject' = $1 ORDER BY id",
        [orderId],
      );
      return rows.map(({ event }) => event);
    },

    async stop() {
      await takeOver?.stop();
      await server.close();
      await Promise.all([paymentClient.close(), catalogClient.close(), postgres.close()]);
      await Promise.all([payments.stop(), catalog.stop()]);
    },
  };
}
export type OrderUnderTest = Awaited<ReturnType<typeof startOrder>>;
