import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '@evermart/kit/clock';
import { ServiceError } from '@evermart/kit/problem';

/** Each delivery is signed anew, so an honest one is never older than its journey. */
const toleranceSeconds = 300;

export interface SignedBody {
  readonly rawBody: Buffer;
  /** `t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<raw body>">` */
  readonly signature: string | undefined;
  readonly secret: string;
  readonly clock: Clock;
}

/** @throws ServiceError `forbidden` when it does not come from who knows the secret, `malformed-body` when it is an old one sent again */
export function verifySignature({ rawBody, signature, secret, clock }: SignedBody): void {
  const [, timestamp, mac] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(signature ?? '') ?? [];
  if (timestamp === undefined || mac === undefined || !isMacOf(rawBody, timestamp, mac, secret)) {
    throw new ServiceError('forbidden', "The webhook's signature is missing or wrong. Check the shared secret.");
  }
  if (Math.abs(clock.nowMs() / 1000 - Number(timestamp)) > toleranceSeconds) {
    throw new ServiceError(
      'malformed-body',
      `The webhook was signed more than ${toleranceSeconds} seconds ago. Sign each delivery anew.`,
    );
  }
}

function isMacOf(rawBody: Buffer, timestamp: string, mac: string, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(rawBody).digest();
  return timingSafeEqual(expected, Buffer.from(mac, 'hex'));
}
