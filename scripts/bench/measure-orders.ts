import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import { type Measurement, summarise } from './measure-reads.ts';

export interface OrderLoad {
  readonly origin: string;
  readonly nextSku: () => string;
  readonly connections: number;
  readonly seconds: number;
}

export interface OrdersMeasured extends Measurement {
  /** Checkout ids that were answered 201: each must be found in the order database and in the provider's ledger. */
  readonly confirmed: readonly string[];
  /** Answered 202: accepted, and confirmed later. */
  readonly accepted: readonly string[];
}

const address = { name: 'Bench', line1: 'Torstr. 1', city: 'Berlin', postalCode: '10119', country: 'DE' };

/** A complete order: a new visitor puts an article into the cart and buys it. The time is that of both requests together. */
export async function measureOrders({ origin, nextSku, connections, seconds }: OrderLoad): Promise<OrdersMeasured> {
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const latencies: number[] = [];
  const confirmed: string[] = [];
  const accepted: string[] = [];
  let failures = 0;
  const startedMs = performance.now();
  const endMs = startedMs + seconds * 1_000;

  await Promise.all(Array.from({ length: connections }, buyAgainAndAgain));
  const elapsedSeconds = (performance.now() - startedMs) / 1_000;
  await pool.close();
  return { ...summarise(latencies, elapsedSeconds, failures), confirmed, accepted };

  async function buyAgainAndAgain(): Promise<void> {
    while (performance.now() < endMs) {
      const sentMs = performance.now();
      const outcome = await buy().catch(() => undefined);
      if (outcome === undefined) {
        failures += 1;
        continue;
      }
      latencies.push(performance.now() - sentMs);
      (outcome.status === 201 ? confirmed : accepted).push(outcome.id);
    }
  }

  async function buy(): Promise<{ status: number; id: string } | undefined> {
    const cart = await post('/api/v1/cart/lines', { sku: nextSku(), quantity: 1 }, {});
    const [cookie = ''] = String(cart.headers['set-cookie'] ?? '').split(';');
    if (cart.statusCode !== 200 || cookie === '') return undefined;
    const headers = { cookie, 'idempotency-key': randomUUID() };
    const body = {
      email: 'bench@example.org',
      shippingAddress: address,
      shippingMethod: 'standard',
      payment: { provider: 'sandbox', token: 'tok_ok' },
    };
    const checkout = await post('/api/v1/checkouts', body, headers);
    if (checkout.statusCode !== 201 && checkout.statusCode !== 202) return undefined;
    return { status: checkout.statusCode, id: checkout.body.id };
  }

  async function post(path: string, body: unknown, headers: Record<string, string>) {
    const answer = await pool.request({
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return {
      statusCode: answer.statusCode,
      headers: answer.headers,
      body: (await answer.body.json()) as { id: string },
    };
  }
}
