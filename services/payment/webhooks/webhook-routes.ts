import { PaymentProvider } from '@evermart/contracts/http/payment';
import { parsePathParameter } from '@evermart/kit/parse';
import { ServiceError } from '@evermart/kit/problem';
import express, { Router } from 'express';
import type { Providers } from '../providers/payment-provider.ts';
import type { ApplyWebhook } from './apply-webhook.ts';

const bodyLimit = '256kb';

export interface WebhookRoutesDeps {
  readonly providers: Providers;
  readonly applyWebhook: ApplyWebhook;
}

/** `POST /webhooks/:provider`: the signature over the raw body is what is trusted, whoever passes it on. 204. */
export function webhookRoutes({ providers, applyWebhook }: WebhookRoutesDeps): Router {
  const router = Router();

  router.post('/webhooks/:provider', express.raw({ type: () => true, limit: bodyLimit }), async (request, response) => {
    const name = parsePathParameter(PaymentProvider, request.params.provider, 'There is no such payment provider.');
    const provider = providers[name];
    if (provider === undefined) throw new ServiceError('not-found', 'This payment provider is not offered here.');
    const rawBody: unknown = request.body;
    const notice = provider.parseWebhook(Buffer.isBuffer(rawBody) ? rawBody : Buffer.alloc(0), request.headers);
    if (notice !== undefined) await applyWebhook(name, notice);
    response.status(204).end();
  });

  return router;
}
