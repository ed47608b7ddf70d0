import * as rules from './authorization-rules.ts';
import type { Idempotency, KeyedRequest, Outcome } from './idempotency.ts';
import type { Ledger } from './ledger.ts';
import { newId } from './new-id.ts';
import { ProviderError } from './provider-error.ts';
import type { Authorization, ChangedAuthorization, DeclineCode, Effect, NewAuthorization } from './schemas.ts';
import type { TokenBehaviour } from './tokens.ts';
import type { WebhookQueue } from './webhook-queue.ts';

interface PaymentsDeps {
  ledger: Ledger;
  idempotency: Idempotency;
  webhooks: WebhookQueue;
  /** Unix milliseconds. */
  now: () => number;
}

const changes = {
  capture: { event: 'capture.succeeded', prefix: 'cap', status: 200 },
  void: { event: 'void.succeeded', prefix: 'void', status: 200 },
  refund: { event: 'refund.succeeded', prefix: 'ref', status: 201 },
} as const;

export type Payments = ReturnType<typeof createPayments>;

/** The four verbs. Each writes its effect, the answer to its key and its webhook in one transaction. */
export const createPayments = ({ ledger, idempotency, webhooks, now }: PaymentsDeps) => {
  const accept = (authorization: Authorization, idempotencyKey: string, ahead: boolean) => {
    const atMs = now();
    const { id, amountMinor } = authorization;
    ledger.add(authorization);
    ledger.append({ kind: 'authorization', id, authorizationId: id, amountMinor, idempotencyKey, atMs });
    const effect: Effect = { kind: 'authorization', id, amountMinor, at: new Date(atMs).toISOString() };
    const eventId = webhooks.add('authorization.succeeded', { authorization, effect }, atMs, { ahead });
    return { status: 201, body: authorization, eventId };
  };

  const decline = (authorization: Authorization, declineCode: DeclineCode) => {
    const declined = { ...authorization, status: 'declined' } as const;
    const data = { authorization: declined, effect: null, declineCode };
    const eventId = webhooks.add('authorization.declined', data, now());
    return { status: 402, body: { code: declineCode, message: 'the payment was declined' }, eventId };
  };

  /** Does one step on an authorization; a refusal by the rules is an answer like another and replayed as such. */
  const change = (
    kind: keyof typeof changes,
    authorizationId: string,
    request: KeyedRequest,
    rule: (authorization: Authorization) => rules.Step,
  ): Outcome =>
    idempotency.once(request, () => {
      const authorization = ledger.find(authorizationId);
      if (!authorization) throw new ProviderError(404, 'not_found', 'no such authorization');
      const step = rule(authorization);
      if ('code' in step) return { status: 409, body: step };

      const { event, prefix, status } = changes[kind];
      const { next, amountMinor } = step;
      const id = newId(prefix);
      const atMs = now();
      ledger.change(next);
      ledger.append({ kind, id, authorizationId, amountMinor, idempotencyKey: request.key, atMs });
      const effect: Effect = { kind, id, amountMinor, at: new Date(atMs).toISOString() };
      const eventId = webhooks.add(event, { authorization: next, effect }, atMs);
      const body: ChangedAuthorization = { ...next, effect };
      return { status, body, eventId };
    });

  return {
    /** @throws ProviderError 500 `provider_error` at the first sight of a key whose token says so */
    authorize({ token: _, ...order }: NewAuthorization, behaviour: TokenBehaviour, request: KeyedRequest): Outcome {
      if (behaviour.failFirst && idempotency.isFirst(request)) {
        throw new ProviderError(500, 'provider_error', 'the provider failed: repeat with the same Idempotency-Key');
      }
      return idempotency.once(request, () => {
        const id = newId('aut');
        const authorization: Authorization = { id, status: 'authorized', ...order, capturedMinor: 0, refundedMinor: 0 };
        if (behaviour.decline) return decline(authorization, behaviour.decline);
        return accept(authorization, request.key, behaviour.answer === 'after-webhook');
      });
    },

    capture: (id: string, amountMinor: number, request: KeyedRequest) =>
      change('capture', id, request, (authorization) => rules.capture(authorization, amountMinor)),

    void: (id: string, request: KeyedRequest) => change('void', id, request, rules.voidAuthorization),

    refund: (id: string, amountMinor: number, request: KeyedRequest) =>
      change('refund', id, request, (authorization) => rules.refund(authorization, amountMinor)),
  };
};
