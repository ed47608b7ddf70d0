import { randomUUID } from 'node:crypto';
import { cartIdOf } from '@evermart/contracts/http/cart';
import type { Subject } from '@evermart/contracts/http/subject';
import { createHealth } from '@evermart/kit/health';
import { listen } from '@evermart/kit/serve';
import { freshTable } from '../../../test/support/dynamo.ts';
import { callerOf, internalTokenKeys, quietLogger, verifierFor } from '../../../test/support/internal-calls.ts';
import { freshTopic } from '../../../test/support/messaging.ts';
import { createCheckoutApp } from '../app.ts';
import { composeCheckout } from '../compose.ts';
import { Config } from '../config.ts';
import { startRecoveryWorker } from '../recovery/recovery-worker.ts';
import { startStandInServices } from './stand-in-services.ts';

export const address = { name: 'Ada Byron', line1: 'Torstr. 1', city: 'Berlin', postalCode: '10119', country: 'DE' };

export function bodyOf(more: Record<string, unknown> = {}) {
  return {
    email: 'ada@example.org',
    shippingAddress: address,
    shippingMethod: 'standard',
    payment: { provider: 'sandbox', token: 'tok_ok' },
    ...more,
  };
}

/** A clock that a test may put forward. */
function createTestClock() {
  let aheadMs = 0;
  const nowMs = () => Date.now() + aheadMs;
  return {
    nowMs,
    nowIso: () => new Date(nowMs()).toISOString(),
    putForward: (ms: number) => {
      aheadMs += ms;
    },
  };
}

/** The real checkout service on a real table and topic, with stand-ins for the services it calls. */
export async function startCheckoutUnderTest(overrides: Partial<Config> = {}) {
  const [table, topic, standIns] = await Promise.all([freshTable('checkouts'), freshTopic(), startStandInServices()]);
  const url = standIns.url;
  const config: Config = {
    ...Config.parse({
      PORT: '0',
      HOST: '127.0.0.1',
      EVERMART_REGION: 'region-a',
      INTERNAL_TOKEN_KEYS: `test:${Buffer.alloc(32).toString('base64url')}`,
      AWS_REGION: table.region,
      AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
      AWS_ENDPOINT_URL_SNS: topic.endpoint,
      CART_URL: url,
      CATALOG_URL: url,
      USER_URL: url,
      PAYMENT_URL: url,
      ORDER_URL: url,
      CHECKOUTS_TABLE: table.tableName,
      EVENTS_TOPIC_ARN: topic.topicArn,
      EVENTS_QUEUE_URL: 'http://127.0.0.1/unused',
      FOREGROUND_RETRY_MS: '200',
    }),
    INTERNAL_TOKEN_KEYS: internalTokenKeys,
    ...overrides,
  };
  const logger = quietLogger('checkout');
  const clock = createTestClock();
  const checkout = composeCheckout(config, logger, clock);
  const health = createHealth([]);
  const app = createCheckoutApp({ ...checkout, health, logger, verifyToken: verifierFor('checkout') });
  const server = await listen({ app, host: '127.0.0.1', port: 0, health, logger });

  /** A shopper with a cart of their own. */
  function shopper(lines = [{ sku: 'SKU-1', quantity: 2 }], subject: Partial<Subject> = {}) {
    const visitorId = subject.visitorId ?? randomUUID();
    const cartId = cartIdOf({ groups: [], ...subject, visitorId }) ?? '';
    standIns.fillCart(cartId, lines);
    const call = callerOf({ service: 'checkout', baseUrl: server.url, subject: { ...subject, visitorId } });
    return {
      visitorId,
      cart: () => standIns.cartOf(cartId),
      get: (path: string) => call('GET', path),
      buy: (body: unknown = bodyOf(), key = randomUUID(), headers: Record<string, string> = {}) =>
        call('POST', '/checkouts', body, { 'idempotency-key': key, ...headers }),
    };
  }

  return {
    ...checkout,
    clock,
    config,
    topic,
    standIns,
    shopper,
    /** Another process on the same table: `close` ends what it began. */
    startRecovery: () => startRecoveryWorker({ ...checkout, logger, idleMs: 20 }),
    async close() {
      await server.close();
      await checkout.runner.drain();
      await checkout.close();
      await standIns.close();
    },
  };
}
export type CheckoutUnderTest = Awaited<ReturnType<typeof startCheckoutUnderTest>>;
