import { ServiceError } from '@evermart/kit/problem';
import type { Request, Response } from 'express';
import { sendJson } from '../send-json.ts';
import type { StoredProduct } from './admin-product-repository.ts';

/** The editions that will do, as RFC 9110 13.1.1 lists them. Without `If-Match`, or with `*`, any will. */
export function expectedEditions(request: Request): readonly string[] | undefined {
  const given = request.headers['if-match']?.trim();
  return given === undefined || given === '*'
    ? undefined
    : given.split(',').map((tag) => tag.trim().replace(/^"(.*)"$/, '$1'));
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
