import { ServiceError } from '@evermart/kit/problem';
import type { Request, Response } from 'express';
import { sendJson } from '../send-json.ts';
import type { StoredProduct } from './admin-product-repository.ts';

/** Without `If-Match`, or with `*`, any edition will do. */
export function expectedEdition(request: Request): string | undefined {
  const given = request.headers['if-match'];
  return given === undefined || given === '*' ? undefined : given.replace(/^"(.*)"$/, '$1');
}

export function answerProduct(response: Response, { edition, text }: StoredProduct): void {
  response.setHeader('ETag', `"${edition}"`);
  sendJson(response, text);
}

/** @throws ServiceError `not-found` */
export function found(product: StoredProduct | undefined): StoredProduct {
  if (product === undefined) throw notFound();
  return product;
}

export function notFound(): ServiceError {
  return new ServiceError('not-found', 'There is no such product.');
}
