import { randomUUID } from 'node:crypto';

export interface Answer {
  status: number;
  // The tests assert on whatever comes; a wrong shape fails them.
  body: Record<string, unknown>;
  replayed: boolean;
}

export const newKey = () => `key-${randomUUID()}`;

const read = async (response: Response): Promise<Answer> => ({
  status: response.status,
  body: JSON.parse(await response.text()),
  replayed: response.headers.has('idempotent-replayed'),
});

/** A plain client; `key: null` sends no Idempotency-Key, `timeoutMs` makes the call reject. */
export const paymentClient = (url: string) => {
  const post = async (path: string, body: object, key: string | null = newKey(), timeoutMs = 10_000): Promise<Answer> =>
    read(
      await fetch(`${url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(key === null ? {} : { 'idempotency-key': key }) },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(timeoutMs),
      }),
    );
  const get = async (path: string): Promise<Answer> => read(await fetch(`${url}${path}`));

  return {
    post,
    get,

    authorize: (
      order: { checkoutId?: string; amountMinor?: number; token?: string },
      key?: string,
      timeoutMs?: number,
    ) =>
      post(
        '/authorizations',
        { checkoutId: randomUUID(), amountMinor: 1999, currency: 'EUR', token: 'tok_ok', ...order },
        key,
        timeoutMs,
      ),

    /** Every entry of the ledger, read in pages of `limit`. */
    async ledger(limit = 1000): Promise<Record<string, unknown>[]> {
      const items: Record<string, unknown>[] = [];
      let cursor: unknown = '0';
      while (cursor !== null) {
        const { body } = await get(`/ledger?cursor=${cursor}&limit=${limit}`);
        if (!Array.isArray(body.items)) throw new Error('the ledger answered no items');
        items.push(...body.items);
        cursor = body.nextCursor;
      }
      return items;
    },
  };
};

export type PaymentClient = ReturnType<typeof paymentClient>;
