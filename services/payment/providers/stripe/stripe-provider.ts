import type { Clock } from '@evermart/kit/clock';
import Stripe from 'stripe';
import { captureKey, refundKey, voidKey } from '../idempotency-keys.ts';
import type { PaymentProviderClient, ProviderPayment, ProviderRefund } from '../payment-provider.ts';
import { definite } from './stripe-calls.ts';
import { checkoutIdKey, declined, paymentOf } from './stripe-payment.ts';
import { noticeIn } from './stripe-webhook.ts';

/** Pinned: a new version of the API may change what is read here. Raise it together with the package. */
const apiVersion = '2026-10-28.endive';

const { StripeCardError, StripeInvalidRequestError } = Stripe.errors;

export interface StripeProviderOptions {
  readonly apiKey: string;
  readonly webhookSecret: string;
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** Another address than Stripe's own, for a mock. */
  readonly apiBase?: string | undefined;
}

type Options = { timeout: number; idempotencyKey?: string };

/**
 * Cards through PaymentIntents with manual capture. Stripe keeps idempotency keys for at least 24 hours; its search, by
 * which `find` works, may be a minute behind: until then asking again under the same key is what is exact.
 */
export function createStripeProvider(options: StripeProviderOptions): PaymentProviderClient {
  const { apiKey, webhookSecret, timeoutMs, clock, apiBase } = options;
  const stripe = new Stripe(apiKey, { apiVersion, maxNetworkRetries: 0, telemetry: false, ...addressOf(apiBase) });

  return {
    async authorize({ checkoutId, token, amount }) {
      try {
        const intent = await ask({ idempotencyKey: checkoutId }, (call) =>
          stripe.paymentIntents.create(
            {
              amount: amount.amountMinor,
              currency: amount.currency.toLowerCase(),
              capture_method: 'manual',
              confirm: true,
              // A card that wants its owner's confirmation can't have it here: it is declined.
              error_on_requires_action: true,
              payment_method: token,
              allowed_payment_method_types: ['card'],
              metadata: { [checkoutIdKey]: checkoutId },
            },
            call,
          ),
        );
        const isReplay = intent.lastResponse.headers['idempotent-replayed'] === 'true';
        return isReplay ? await current(intent.id) : paymentOf(intent);
      } catch (error) {
        if (error instanceof StripeCardError) return declined(error.message);
        if (error instanceof StripeInvalidRequestError && error.param === 'payment_method') {
          return declined('The payment provider does not know this payment token. Enter the card again.');
        }
        throw error;
      }
    },

    capture: ({ checkoutId, providerPaymentId, amount }) =>
      change(providerPaymentId, captureKey(checkoutId), (call) =>
        stripe.paymentIntents.capture(providerPaymentId, { amount_to_capture: amount.amountMinor }, call),
      ),

    void: ({ checkoutId, providerPaymentId }) =>
      change(providerPaymentId, voidKey(checkoutId), (call) =>
        stripe.paymentIntents.cancel(providerPaymentId, {}, call),
      ),

    async refund({ checkoutId, providerPaymentId, refundId, amount }): Promise<ProviderRefund> {
      try {
        const { id, status, failure_reason } = await ask({ idempotencyKey: refundKey(checkoutId, refundId) }, (call) =>
          stripe.refunds.create(
            { payment_intent: providerPaymentId, amount: amount.amountMinor, metadata: { refundId } },
            call,
          ),
        );
        if (status === 'failed' || status === 'canceled')
          return { status: 'refused', reason: failure_reason ?? status };
        return { status: 'succeeded', providerRefundId: id };
      } catch (error) {
        if (error instanceof StripeInvalidRequestError) return { status: 'refused', reason: error.message };
        throw error;
      }
    },

    async find(checkoutId) {
      const query = `metadata['${checkoutIdKey}']:'${checkoutId}'`;
      const { data } = await ask({}, (call) => stripe.paymentIntents.search({ query, limit: 10 }, call));
      const [intent] = data;
      return intent === undefined ? undefined : paymentOf(intent);
    },

    parseWebhook(rawBody, headers) {
      const signature = headers['stripe-signature'];
      return noticeIn({
        stripe,
        rawBody,
        signature: typeof signature === 'string' ? signature : undefined,
        secret: webhookSecret,
        clock,
      });
    },

    close: async () => {},
  };

  function ask<Answer>(
    { idempotencyKey }: { idempotencyKey?: string },
    call: (options: Options) => Promise<Answer>,
  ): Promise<Answer> {
    return definite(timeoutMs, ({ timeout }) =>
      call({ timeout, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) }),
    );
  }

  /** A refused change tells that the payment has moved on: its present state is the answer. */
  async function change(
    id: string,
    idempotencyKey: string,
    call: (options: Options) => Promise<Stripe.Response<Stripe.PaymentIntent>>,
  ): Promise<ProviderPayment> {
    try {
      const intent = await ask({ idempotencyKey }, call);
      const isReplay = intent.lastResponse.headers['idempotent-replayed'] === 'true';
      return isReplay ? await current(id) : paymentOf(intent);
    } catch (error) {
      if (error instanceof StripeInvalidRequestError && error.code === 'payment_intent_unexpected_state') {
        return current(id);
      }
      throw error;
    }
  }

  async function current(id: string): Promise<ProviderPayment> {
    return paymentOf(await ask({}, (call) => stripe.paymentIntents.retrieve(id, {}, call)));
  }
}

function addressOf(apiBase: string | undefined) {
  if (apiBase === undefined) return {};
  const { hostname, port, protocol } = new URL(apiBase);
  return {
    host: hostname,
    protocol: protocol === 'http:' ? ('http' as const) : ('https' as const),
    ...(port === '' ? {} : { port }),
  };
}
