import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Clock, systemClock } from '@evermart/kit/clock';
import type { SigningKeys } from '@evermart/kit/config';

export interface VisitorCookie {
  readonly visitorId: string;
  /** Names the session's row; absent for a guest. */
  readonly sessionToken?: string;
}

export interface ReadCookie extends VisitorCookie {
  /** It is old, or signed with a key that is being retired: issue it again when a cookie may be set. */
  readonly dueForRenewal: boolean;
}

const renewAfterSeconds = 7 * 86_400;
const absent = '-';
const shape = /^[A-Za-z0-9_-]{16,64}$/;

export const newVisitorId = () => randomBytes(16).toString('base64url');
export const newSessionToken = () => randomBytes(32).toString('base64url');

/**
 * The value of the cookie `evermart_session`: `<visitor>.<session token or ->.<issued at>.<key id>.<signature>`. The first key
 * signs, all of them verify: a new key goes to the front of the list, and the old one may go when its cookies have been renewed.
 */
export function createVisitorCookies(keys: SigningKeys, clock: Clock = systemClock) {
  const [current] = keys;
  if (current === undefined) throw new Error('no signing key');
  const secrets = new Map(keys.map(({ kid, secret }) => [kid, secret]));

  return {
    seal({ visitorId, sessionToken = absent }: VisitorCookie): string {
      const signed = `${visitorId}.${sessionToken}.${nowSeconds().toString(36)}.${current.kid}`;
      return `${signed}.${signatureOf(signed, current.secret).toString('base64url')}`;
    },
    /** `undefined` for what we did not sign. */
    open(value: string): ReadCookie | undefined {
      const [visitorId = '', sessionToken = '', issuedAt = '', kid = '', signature = '', ...more] = value.split('.');
      const secret = secrets.get(kid);
      if (secret === undefined || more.length > 0 || !shape.test(visitorId)) return undefined;
      const expected = signatureOf(`${visitorId}.${sessionToken}.${issuedAt}.${kid}`, secret);
      const given = Buffer.from(signature, 'base64url');
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      const ageSeconds = nowSeconds() - Number.parseInt(issuedAt, 36);
      return {
        visitorId,
        ...(sessionToken === absent ? {} : { sessionToken }),
        dueForRenewal: ageSeconds > renewAfterSeconds || kid !== current.kid,
      };
    },
  };

  function nowSeconds(): number {
    return Math.floor(clock.nowMs() / 1_000);
  }
}
export type VisitorCookies = ReturnType<typeof createVisitorCookies>;

function signatureOf(text: string, secret: Uint8Array): Buffer {
  return createHmac('sha256', secret).update(text).digest();
}
