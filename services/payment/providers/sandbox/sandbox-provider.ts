import { money } from '@evermart/contracts/money';
import type { Clock } from '@evermart/kit/clock';
import { ServiceError } from '@evermart/kit/problem';
import { captureKey, refundKey, voidKey } from '../idempotency-keys.ts';
import type { PaymentProviderClient, ProviderPayment, ProviderRefund, WebhookNotice } from '../payment-provider.ts';
import { createSandboxHttp, type SandboxAnswer } from './sandbox-http.ts';
import {
  SandboxAuthorization,
  SandboxAuthorizations,
  SandboxRefund,
  SandboxRefusal,
  SandboxWebhook,
} from './sandbox-messages.ts';
import { verifySignature } from './verify-signature.ts';

export interface SandboxProviderOptions {
  readonly baseUrl: string;
  readonly webhookSecret: string;
  readonly timeoutMs: number;
  readonly clock: Clock;
}

const declineReasons: Readonly<Record<string, string>> = {
  card_declined: 'The card was declined. Use another card.',
  insufficient_funds: 'The card has insufficient funds. Use another card.',
  invalid_token: 'The payment provider does not know this payment token. Enter the card again.',
};
const declinedReason = (code: string): ProviderPayment => ({
  status: 'declined',
  reason: declineReasons[code] ?? 'The payment was declined. Use another card.',
});

/** The provider for local and test use; production does not offer it. */
export function createSandboxProvider(options: SandboxProviderOptions): PaymentProviderClient {
  const { baseUrl, webhookSecret, timeoutMs, clock } = options;
  const http = createSandboxHttp({ baseUrl, timeoutMs });

  return {
    async authorize({ checkoutId, token, amount }) {
      const body = { checkoutId, token, amountMinor: amount.amountMinor, currency: amount.currency };
      const answer = await http.send({ method: 'POST', path: '/authorizations', body, idempotencyKey: checkoutId });
      if (answer.status === 400 || answer.status === 402) return declinedReason(refusalIn(answer).code);
      const known = answer.status === 409 ? await find(checkoutId) : undefined;
      if (known !== undefined) return known;
      const authorization = SandboxAuthorization.parse(bodyOf(answer));
      return answer.replayed ? current(authorization.id) : paymentOf(authorization);
    },

    async capture({ checkoutId, providerPaymentId, amount }) {
      return change(providerPaymentId, 'capture', { amountMinor: amount.amountMinor }, captureKey(checkoutId));
    },

    async void({ checkoutId, providerPaymentId }) {
      return change(providerPaymentId, 'void', {}, voidKey(checkoutId));
    },

    async refund({ checkoutId, providerPaymentId, refundId, amount }): Promise<ProviderRefund> {
      const answer = await http.send({
        method: 'POST',
        path: `/authorizations/${providerPaymentId}/refunds`,
        body: { amountMinor: amount.amountMinor },
        idempotencyKey: refundKey(checkoutId, refundId),
      });
      if (answer.status === 409) return { status: 'refused', reason: refusalIn(answer).message };
      return { status: 'succeeded', providerRefundId: SandboxRefund.parse(bodyOf(answer)).effect.id };
    },

    find,

    parseWebhook(rawBody, headers): WebhookNotice {
      const signature = headers['evermart-signature'];
      verifySignature({
        rawBody,
        signature: typeof signature === 'string' ? signature : undefined,
        secret: webhookSecret,
        clock,
      });
      return noticeIn(rawBody);
    },

    close: () => http.close(),
  };

  async function find(checkoutId: string): Promise<ProviderPayment | undefined> {
    const path = `/authorizations?checkoutId=${encodeURIComponent(checkoutId)}`;
    const { items } = SandboxAuthorizations.parse(bodyOf(await http.send({ method: 'GET', path })));
    const [authorization] = items;
    return authorization === undefined ? undefined : paymentOf(authorization);
  }

  /** A refused change tells that the payment has moved on: its present state is the answer. */
  async function change(
    id: string,
    verb: 'capture' | 'void',
    body: object,
    idempotencyKey: string,
  ): Promise<ProviderPayment> {
    const answer = await http.send({ method: 'POST', path: `/authorizations/${id}/${verb}`, body, idempotencyKey });
    if (answer.status === 409 || answer.replayed) return current(id);
    return paymentOf(SandboxAuthorization.parse(bodyOf(answer)));
  }

  async function current(id: string): Promise<ProviderPayment> {
    const answer = await http.send({ method: 'GET', path: `/authorizations/${id}` });
    return paymentOf(SandboxAuthorization.parse(bodyOf(answer)));
  }
}

function paymentOf({ id, status, amountMinor, currency, capturedMinor }: SandboxAuthorization): ProviderPayment {
  return { status, providerPaymentId: id, authorized: money(amountMinor, currency), capturedMinor };
}

function noticeIn(rawBody: Buffer): WebhookNotice {
  const parsed = SandboxWebhook.safeParse(jsonIn(rawBody));
  if (!parsed.success) throw new ServiceError('malformed-body', 'The webhook is not one of the sandbox provider.');
  const webhook = parsed.data;
  const { checkoutId } = webhook.data.authorization;
  if (webhook.type === 'authorization.declined') {
    return { about: 'payment', checkoutId, payment: declinedReason(webhook.data.declineCode) };
  }
  if (webhook.type === 'refund.succeeded') return { about: 'refund', checkoutId };
  return { about: 'payment', checkoutId, payment: paymentOf(webhook.data.authorization) };
}

function jsonIn(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString('utf8'));
  } catch {
    return undefined;
  }
}

function refusalIn(answer: SandboxAnswer): SandboxRefusal {
  return SandboxRefusal.parse(answer.body);
}

function bodyOf(answer: SandboxAnswer): unknown {
  if (answer.status < 300) return answer.body;
  const { code, message } = refusalIn(answer);
  throw new Error(`the sandbox provider refused with ${answer.status} ${code}: ${message}`);
}
