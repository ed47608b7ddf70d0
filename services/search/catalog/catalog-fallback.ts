import type { RawAnswer, ServiceClient } from '@evermart/kit/http-client';
import type { Request, Response } from 'express';

/** Catalog has the same paths and answers: the bytes go through untouched, `degraded: true` included. */
export function createCatalogFallback(catalog: ServiceClient) {
  return {
    /** Answers the request with what catalog says. @throws ServiceError `dependency-unavailable` */
    async passOn(request: Request, response: Response): Promise<RawAnswer> {
      const answer = await catalog.forward({ method: 'GET', path: request.originalUrl });
      const { 'content-type': contentType, 'retry-after': retryAfter } = answer.headers;
      if (contentType !== undefined) response.setHeader('content-type', contentType);
      if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
      response.status(answer.status).end(answer.body);
      return answer;
    },
  };
}
export type CatalogFallback = ReturnType<typeof createCatalogFallback>;
