import { AdminProductQuery, ProductInput } from '@evermart/contracts/http/catalog';
import { parseBody, parseQuery } from '@evermart/kit/parse';
import { type Request, Router } from 'express';
import { pageText, sendJson } from '../send-json.ts';
import type { AdminProductRepository } from './admin-product-repository.ts';
import { answerProduct, expectedEditions, found, notFound } from './product-answer.ts';
import { assertProductRules } from './product-rules.ts';

export interface AdminProductRoutesDeps {
  readonly products: AdminProductRepository;
  /** ISO 4217 code of all prices. */
  readonly currency: string;
}

export function adminProductRoutes({ products, currency }: AdminProductRoutesDeps): Router {
  const router = Router();

  router.get('/', async (request, response) => {
    const { items, nextCursor } = await products.list(parseQuery(AdminProductQuery, request.query));
    sendJson(response, pageText(items, nextCursor));
  });

  router.post('/', async (request, response) => {
    const product = found(await products.create(productIn(request)));
    response.status(201).location(`/admin/products/${product.id}`);
    answerProduct(response, product);
  });

  router.get('/:id', async (request, response) => {
    answerProduct(response, found(await products.find(request.params.id)));
  });

  router.put('/:id', async (request, response) => {
    answerProduct(
      response,
      found(await products.replace(request.params.id, productIn(request), expectedEditions(request))),
    );
  });

  router.delete('/:id', async (request, response) => {
    if (!(await products.remove(request.params.id, expectedEditions(request)))) throw notFound();
    response.status(204).end();
  });

  return router;

  function productIn(request: Request): ProductInput {
    const input = parseBody(ProductInput, request.body);
    assertProductRules(input, currency);
    return input;
  }
}
