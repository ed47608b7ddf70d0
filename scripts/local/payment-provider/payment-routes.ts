import { Router } from 'express';
import { type AnswerInManner, answer } from './answer-manner.ts';
import type { Ledger } from './ledger.ts';
import type { Payments } from './payments.ts';
import { ProviderError } from './provider-error.ts';
import { keyedRequest, parseBody, parseQuery } from './request-parts.ts';
import { AmountOnly, AuthorizationsQuery, EmptyBody, NewAuthorization } from './schemas.ts';
import { tokenBehaviour } from './tokens.ts';

interface PaymentRoutesDeps {
  payments: Payments;
  ledger: Ledger;
  answerInManner: AnswerInManner;
  /** Called when there may be webhooks to send. */
  wakeWebhooks: () => void;
}

export const paymentRoutes = ({ payments, ledger, answerInManner, wakeWebhooks }: PaymentRoutesDeps): Router => {
  const router = Router();

  router.post('/', async (request, response) => {
    const order = parseBody(NewAuthorization, request);
    const behaviour = tokenBehaviour(order.token);
    const outcome = payments.authorize(order, behaviour, keyedRequest(request, order));
    wakeWebhooks();
    await answerInManner(response, outcome, behaviour.answer);
  });

  router.post('/:id/capture', (request, response) => {
    const body = parseBody(AmountOnly, request);
    const outcome = payments.capture(request.params.id, body.amountMinor, keyedRequest(request, body));
    wakeWebhooks();
    answer(response, outcome);
  });

  router.post('/:id/void', (request, response) => {
    const outcome = payments.void(request.params.id, keyedRequest(request, parseBody(EmptyBody, request)));
    wakeWebhooks();
    answer(response, outcome);
  });

  router.post('/:id/refunds', (request, response) => {
    const body = parseBody(AmountOnly, request);
    const outcome = payments.refund(request.params.id, body.amountMinor, keyedRequest(request, body));
    wakeWebhooks();
    answer(response, outcome);
  });

  router.get('/', (request, response) => {
    const { checkoutId } = parseQuery(AuthorizationsQuery, request);
    response.json({ items: ledger.findByCheckout(checkoutId) });
  });

  router.get('/:id', (request, response) => {
    const authorization = ledger.find(request.params.id);
    if (!authorization) throw new ProviderError(404, 'not_found', 'no such authorization');
    response.json(authorization);
  });

  return router;
};
