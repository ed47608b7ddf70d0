import { Router } from 'express';
import type { Ledger } from './ledger.ts';
import { parseQuery } from './request-parts.ts';
import { LedgerQuery, WebhooksQuery } from './schemas.ts';
import type { WebhookQueue } from './webhook-queue.ts';

interface AuditRoutesDeps {
  ledger: Ledger;
  webhooks: WebhookQueue;
}

/** What tests and audits compare with the orders. An outage leaves these alone. */
export const auditRoutes = ({ ledger, webhooks }: AuditRoutesDeps): Router => {
  const router = Router();

  router.get('/ledger', (request, response) => {
    const { cursor, limit } = parseQuery(LedgerQuery, request);
    response.json(ledger.page(cursor, limit));
  });

  router.get('/webhooks', (request, response) => {
    const { status } = parseQuery(WebhooksQuery, request);
    response.json({ status, count: webhooks.count(status) });
  });

  return router;
};
