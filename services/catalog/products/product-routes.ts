import { ProductListQuery, Slug } from '@evermart/contracts/http/product';
import { parsePathParameter, parseQuery } from '@evermart/kit/parse';
import { ServiceError } from '@evermart/kit/problem';
import { Router } from 'express';
import { pageText, sendJson } from '../send-json.ts';
import type { ProductRepository } from './product-repository.ts';

/** The public reads: the gateway passes these bytes on untouched. */
export function productRoutes({ products }: { products: ProductRepository }): Router {
  const router = Router();

  router.get('/products', async (request, response) => {
    const { items, nextCursor } = await products.list(parseQuery(ProductListQuery, request.query));
    sendJson(response, pageText(items, nextCursor));
  });

  router.get('/products/:slug', async (request, response) => {
    const notFound = 'There is no such product.';
    const product = await products.find(parsePathParameter(Slug, request.params.slug, notFound));
    if (product === undefined) throw new ServiceError('not-found', notFound);
    sendJson(response, product);
  });

  return router;
}
