import { randomUUID } from 'node:crypto';
import { type Cart, cartIdOf } from '@evermart/contracts/http/cart';
import type { Subject } from '@evermart/contracts/http/subject';
import { createDynamo } from '@evermart/kit/dynamo';
import { createHealth } from '@evermart/kit/health';
import { createServiceClient } from '@evermart/kit/http-client';
import { createTokenMinter } from '@evermart/kit/internal-token';
import { listen } from '@evermart/kit/serve';
import { freshTable } from '../../../test/support/dynamo.ts';
import { callerOf, internalTokenKeys, quietLogger, verifierFor } from '../../../test/support/internal-calls.ts';
import { createCartApp } from '../app.ts';
import { createCartRepository } from '../carts/cart-repository.ts';
import { createVariantLookup } from '../catalog/variant-lookup.ts';
import { startStubCatalog } from './stub-catalog.ts';

/** The real app on a real table, beside a stub of catalog. */
export async function startCart({ clock = { nowMs: () => Date.now(), nowIso: () => new Date().toISOString() } } = {}) {
  const stub = await startStubCatalog();
  const { tableName, endpoint, region } = await freshTable('carts');
  const dynamo = createDynamo({ region, endpoint });
  const catalog = createServiceClient({
    service: 'catalog',
    baseUrl: stub.url,
    mintToken: createTokenMinter('cart', internalTokenKeys),
  });
  const carts = createCartRepository({ dynamo, tableName, guestDays: 30, customerDays: 365, clock });
  const logger = quietLogger('cart');
  const health = createHealth([{ name: 'dynamodb', check: carts.ping }]);
  const app = createCartApp({
    logger,
    health,
    verifyToken: verifierFor('cart'),
    carts,
    lookUpVariants: createVariantLookup(catalog),
    currency: 'EUR',
  });
  const running = await listen({
    app,
    host: '127.0.0.1',
    port: 0,
    health,
    logger,
    stop: [catalog.close, () => dynamo.destroy(), stub.close],
  });

  return { stub, carts, dynamo, tableName, baseUrl: running.url, close: running.close, shopper, checkout };

  /** A visitor, or a customer, who acts on the own cart. */
  function shopper(subject: Partial<Subject> = { visitorId: randomUUID() }) {
    const call = callerOf({ service: 'cart', baseUrl: running.url, as: 'api-gateway', subject });
    return {
      subject,
      cartId: cartIdOf({ groups: [], ...subject }) ?? '',
      call,
      cart: async (): Promise<Cart> => (await call('GET', '/carts/current')).body,
      add: (sku: string, quantity: number) => call('POST', '/carts/current/lines', { sku, quantity }),
      set: (sku: string, quantity: number) => call('PATCH', `/carts/current/lines/${sku}`, { quantity }),
      remove: (sku: string) => call('DELETE', `/carts/current/lines/${sku}`),
    };
  }

  /** The checkout service, acting on one cart. */
  function checkout(cartId: string) {
    const call = callerOf({ service: 'cart', baseUrl: running.url, as: 'checkout' });
    const path = `/carts/${encodeURIComponent(cartId)}`;
    return {
      contents: async () => (await call('GET', `${path}/contents`)).body,
      claim: (checkoutId: string, version: number) => call('POST', `${path}/claims/${checkoutId}`, { version }),
      restore: (checkoutId: string) => call('POST', `${path}/claims/${checkoutId}/restore`),
      complete: (checkoutId: string) => call('POST', `${path}/claims/${checkoutId}/completion`),
    };
  }
}
export type CartUnderTest = Awaited<ReturnType<typeof startCart>>;
