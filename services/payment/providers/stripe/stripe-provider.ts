import type { Clock } from '@evermart/kit/clock';
import { unavailable } from '@evermart/kit/problem';
import Stripe from 'stripe';
import { captureKey, refundKey, voidKey } from '../idempotency-keys.ts';
import type { PaymentProviderClient, ProviderPayment, ProviderRefund } from '../payment-provider.ts';
import { definite } from './stripe-calls.ts';
import { checkoutIdKey, declined, paymentOf } from './stripe-payment.ts';
import { refundOf } from './stripe-refund.ts';
import { captureRefused, declineReasonOf, isMissing, isRefusal, type StripeRefusal } from './stripe-refusals.ts';
import { noticeIn } from './stripe-webhook.ts';

/** Pinned: a new version of the API may change what is read here. Raise it together with the package. */
const apiVersion = '2026-10-28.endive';

const { StripeIdempotencyError } = Stripe.errors;

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
        if (!isRefusal(error)) throw error;
        // The key stands for another attempt, as after a failover that lost its row: that one is the payment.
        const earlier = error instanceof StripeIdempotencyError ? await find(checkoutId) : undefined;
        return earlier ?? declined(declineReasonOf(error));
      }
    },

    capture: ({ checkoutId, providerPaymentId, amount }) =>
      change(
        providerPaymentId,
        captureKey(checkoutId),
        (call) => stripe.paymentIntents.capture(providerPaymentId, { amount_to_capture: amount.amountMinor }, call),
        (present, refusal) => {
          if (present?.status === 'captured' || present?.status === 'voided') return present;
          throw captureRefused(refusal);
        },
      ),

    void: ({ checkoutId, providerPaymentId, amount }) =>
      change(
        providerPaymentId,
        voidKey(checkoutId),
        (call) => stripe.paymentIntents.cancel(providerPaymentId, {}, call),
        (present, refusal) => {
          if (present?.status === 'captured' || present?.status === 'voided') return present;
          if (present?.status === 'authorized') throw unavailable('The payment provider', refusal);
          // Nothing is held there, and nothing can be by this id: that is all a void is for.
          return { status: 'voided', providerPaymentId, authorized: amount, capturedMinor: 0 };
        },
      ),

    async refund({ checkoutId, providerPaymentId, refundId, amount, providerRefundId }): Promise<ProviderRefund> {
      if (providerRefundId !== null) return currentRefund(providerRefundId);
      try {
        const refund = await ask({ idempotencyKey: refundKey(checkoutId, refundId) }, (call) =>
          stripe.refunds.create(
            {
              payment_intent: providerPaymentId,
              amount: amount.amountMinor,
              metadata: { [checkoutIdKey]: checkoutId, refundId },
            },
            call,
          ),
        );
        const isReplay = refund.lastResponse.headers['idempotent-replayed'] === 'true';
        return isReplay ? await currentRefund(refund.id) : refundOf(refund);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        if (!(error instanceof StripeIdempotencyError)) return { status: 'refused', reason: error.message };
        // Made under this key before, in other words: its answer was lost while this program was replaced.
        const { data } = await ask({}, (call) =>
          stripe.refunds.list({ payment_intent: providerPaymentId, limit: 100 }, call),
        );
        const made = data.find(({ metadata }) => metadata?.refundId === refundId);
        return made === undefined ? { status: 'refused', reason: error.message } : refundOf(made);
      }
    },

    find,

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

  async function find(checkoutId: string): Promise<ProviderPayment | undefined> {
    const query = `metadata['${checkoutIdKey}']:'${checkoutId}'`;
    const { data } = await ask({}, (call) => stripe.paymentIntents.search({ query, limit: 10 }, call));
    const [intent] = data;
    return intent === undefined ? undefined : paymentOf(intent);
  }

  function ask<Answer>(
    { idempotencyKey }: { idempotencyKey?: string },
    call: (options: Options) => Promise<Answer>,
  ): Promise<Answer> {
    return definite(timeoutMs, ({ timeout }) =>
      call({ timeout, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) }),
    );
  }

  /** A refused change mostly tells that the payment has moved on: its present state decides what the refusal means. */
  async function change(
    id: string,
    idempotencyKey: string,
    call: (options: Options) => Promise<Stripe.Response<Stripe.PaymentIntent>>,
    refused: (present: ProviderPayment | undefined, refusal: StripeRefusal) => ProviderPayment,
  ): Promise<ProviderPayment> {
    try {
      const intent = await ask({ idempotencyKey }, call);
      const isReplay = intent.lastResponse.headers['idempotent-replayed'] === 'true';
      return isReplay ? await current(id) : paymentOf(intent);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return refused(await currentIfAny(id), error);
    }
  }

  async function currentRefund(id: string): Promise<ProviderRefund> {
    return refundOf(await ask({}, (call) => stripe.refunds.retrieve(id, {}, call)));
  }

  async function currentIfAny(id: string): Promise<ProviderPayment | undefined> {
    try {
      return await current(id);
    } catch (error) {
      if (isMissing(error)) return undefined;
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
