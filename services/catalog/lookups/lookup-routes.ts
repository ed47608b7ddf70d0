import { ProductLookup, VariantLookup } from '@evermart/contracts/http/catalog';
import { parseBody } from '@evermart/kit/parse';
import { Router } from 'express';
import { sendJson } from '../send-json.ts';
import type { LookupRepository } from './lookup-repository.ts';

/** Reads for other services, many at once: what is unknown is left out. */
export function lookupRoutes({ lookups }: { lookups: LookupRepository }): Router {
  const router = Router();

  router.post('/variants/lookup', async (request, response) => {
    const { skus } = parseBody(VariantLookup, request.body);
    sendJson(response, `{"items":[${(await lookups.variants(skus)).join(',')}]}`);
  });

  router.post('/products/lookup', async (request, response) => {
    const { slugs } = parseBody(ProductLookup, request.body);
    sendJson(response, `{"items":[${(await lookups.products(slugs)).join(',')}]}`);
  });

  return router;
}
