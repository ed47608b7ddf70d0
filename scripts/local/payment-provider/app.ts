import type { DatabaseSync } from 'node:sqlite';
import express, { type Express } from 'express';
import type { Logger } from 'pino';
import { createAnswerInManner } from './answer-manner.ts';
import { auditRoutes } from './audit-routes.ts';
import { errorHandler } from './error-handler.ts';
import { healthRoutes } from './health-routes.ts';
import { createIdempotency } from './idempotency.ts';
import { createLedger } from './ledger.ts';
import { createOutage } from './outage.ts';
import { paymentRoutes } from './payment-routes.ts';
import { createPayments } from './payments.ts';
import { ProviderError } from './provider-error.ts';
import type { WebhookDispatcher } from './webhook-dispatcher.ts';
import type { WebhookQueue } from './webhook-queue.ts';

interface AppDeps {
  database: DatabaseSync;
  webhooks: WebhookQueue;
  dispatcher: WebhookDispatcher;
  slowMs: number;
  hangLimitMs: number;
  /** Unix milliseconds. */
  now: () => number;
  log: Logger;
}

export const createApp = ({ database, webhooks, dispatcher, slowMs, hangLimitMs, now, log }: AppDeps): Express => {
  const ledger = createLedger(database);
  const payments = createPayments({ ledger, idempotency: createIdempotency(database, now), webhooks, now });
  const answerInManner = createAnswerInManner({ dispatcher, slowMs, hangLimitMs, now });
  const outage = createOutage(hangLimitMs);
  const wakeWebhooks = dispatcher.wake;

  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(express.json({ limit: '16kb' }));
  app.use('/authorizations', outage.obey, paymentRoutes({ payments, ledger, answerInManner, wakeWebhooks }));
  app.use('/control', outage.controls);
  app.use('/health', healthRoutes(database));
  app.use(auditRoutes({ ledger, webhooks }));
  app.use(() => {
    throw new ProviderError(404, 'not_found', 'no such path or method');
  });
  app.use(errorHandler(log));
  return app;
};
