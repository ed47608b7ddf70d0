import { createHmac } from 'node:crypto';

interface WebhookToSign {
  secret: string;
  /** Unix time of this delivery attempt, in whole seconds. */
  timestampS: number;
  /** The exact bytes of the body, as text. */
  rawBody: string;
}

/**
 * The value of the header `Evermart-Signature`: `t=<unix seconds>,v1=<hex>`, where the hex is the HMAC-SHA256 of
 * `<t>.<raw body>` under the shared secret. A receiver recomputes it over the bytes it got, compares in constant
 * time, and refuses a `t` that is too old: each attempt is signed anew, so an honest one is always fresh.
 */
export const signWebhook = ({ secret, timestampS, rawBody }: WebhookToSign): string => {
  const signature = createHmac('sha256', secret).update(`${timestampS}.${rawBody}`).digest('hex');
  return `t=${timestampS},v1=${signature}`;
};
