import { randomUUID } from 'node:crypto';

export interface ShopAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read members of whatever JSON came
  readonly body: any;
}

/** `tookMs`: from the request to the whole answer. */
export type OnAnswer = (seen: {
  readonly request: string;
  readonly answer: ShopAnswer;
  readonly tookMs: number;
}) => void;

export const address = { name: 'Ada Byron', line1: 'Torstr. 1', city: 'Berlin', postalCode: '10119', country: 'DE' };

/** A visitor of the public API with a cookie jar of their own, as a browser would be. */
export function createShopper(origin: string, onAnswer: OnAnswer = () => {}) {
  const cookies = new Map<string, string>();

  async function call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<ShopAnswer> {
    const startedMs = performance.now();
    const response = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers: {
        ...(cookies.size === 0 ? {} : { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    const text = await response.text();
    const { status, headers: answered } = response;
    const answer = { status, headers: answered, body: text === '' ? undefined : JSON.parse(text) };
    onAnswer({ request: `${method} ${path}`, answer, tookMs: performance.now() - startedMs });
    return answer;
  }

  return {
    call,
    get: (path: string) => call('GET', path),
    post: (path: string, body: unknown, headers?: Record<string, string>) => call('POST', path, body, headers),
    addToCart: (sku: string, quantity = 1) => call('POST', '/cart/lines', { sku, quantity }),
    signIn: (email: string, password: string) => call('POST', '/auth/sign-in', { email, password }),
    buy: (more: Record<string, unknown> = {}, key: string = randomUUID()) =>
      call('POST', '/checkouts', { ...purchase(), ...more }, { 'idempotency-key': key }),
    /** The cookie jar as it stands, e.g. for another client of the same visitor. */
    cookies,
  };
}
export type Shopper = ReturnType<typeof createShopper>;

export function purchase(token = 'tok_ok') {
  return {
    email: `shopper-${randomUUID().slice(0, 8)}@example.org`,
    shippingAddress: address,
    shippingMethod: 'standard',
    payment: { provider: 'sandbox', token },
  };
}

export const payWith = (token: string) => ({ payment: { provider: 'sandbox', token } });
