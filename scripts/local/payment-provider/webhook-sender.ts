import { signWebhook } from './sign-webhook.ts';
import type { ClaimedWebhook } from './webhook-queue.ts';

interface WebhookSenderDeps {
  url: string;
  secret: string;
  timeoutMs: number;
  /** Unix milliseconds. */
  now: () => number;
}

/** How an attempt ended: `failure` is absent when the receiver answered 2xx. */
export interface DeliveryAttempt {
  failure?: string;
}

export type WebhookSender = ReturnType<typeof createWebhookSender>;

/** Makes one delivery attempt, signed with the time of that attempt. Never rejects. */
export const createWebhookSender =
  ({ url, secret, timeoutMs, now }: WebhookSenderDeps) =>
  async ({ payload }: ClaimedWebhook, cut: AbortController): Promise<DeliveryAttempt> => {
    const timer = setTimeout(() => cut.abort(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    const signature = signWebhook({ secret, timestampS: Math.floor(now() / 1000), rawBody: payload });
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'evermart-signature': signature },
        body: payload,
        redirect: 'manual',
        signal: cut.signal,
      });
      // Read to its end, or the connection could not be used again.
      await response.arrayBuffer();
      return response.ok ? {} : { failure: `status ${response.status}` };
    } catch (error) {
      return { failure: reasonOf(error) };
    } finally {
      clearTimeout(timer);
    }
  };

// fetch says only "fetch failed"; why (ECONNREFUSED and the like) is in its cause.
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || error.cause.name : error.message;
};
