import { createHmac } from 'node:crypto';
import { sandboxWebhookSecret } from './sandbox-process.ts';

export interface SentWebhook {
  readonly type: string;
  readonly authorization: Record<string, unknown>;
  readonly declineCode?: string;
  /** Default: now. */
  readonly signedAtMs?: number;
  readonly secret?: string;
}

/** Sends a webhook as the sandbox provider would, at a moment and in an order of the test's choosing. Answers the status and problem. */
export async function sendWebhook(baseUrl: string, webhook: SentWebhook) {
  const { type, authorization, declineCode, signedAtMs = Date.now(), secret = sandboxWebhookSecret } = webhook;
  const rawBody = JSON.stringify({
    id: 'evt_test',
    type,
    createdAt: new Date(signedAtMs).toISOString(),
    data: { authorization, effect: null, ...(declineCode === undefined ? {} : { declineCode }) },
  });
  const timestamp = Math.floor(signedAtMs / 1000);
  const mac = createHmac('sha256', secret).update(`${timestamp}.${rawBody}`).digest('hex');
  return post(baseUrl, rawBody, `t=${timestamp},v1=${mac}`);
}

export async function post(baseUrl: string, rawBody: string, signature?: string) {
  const response = await fetch(`${baseUrl}/webhooks/sandbox`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(signature === undefined ? {} : { 'evermart-signature': signature }),
    },
    body: rawBody,
  });
  const text = await response.text();
  return { status: response.status, detail: text === '' ? '' : (JSON.parse(text).detail as string) };
}
