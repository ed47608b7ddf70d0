import { PageQuery } from '@evermart/contracts/http/paging';
import { parseQuery } from '@evermart/kit/parse';
import { ServiceError } from '@evermart/kit/problem';
import { Router } from 'express';
import { pageText, sendJson } from '../send-json.ts';
import type { DocumentRepository } from './document-repository.ts';

export function documentRoutes({ documents }: { documents: DocumentRepository }): Router {
  const router = Router();

  router.get('/documents', async (request, response) => {
    const { items, nextCursor } = await documents.list(parseQuery(PageQuery, request.query));
    sendJson(response, pageText(items, nextCursor));
  });

  router.get('/documents/:productId', async (request, response) => {
    const document = await documents.find(request.params.productId);
    if (document === undefined) throw new ServiceError('not-found', 'There is no such product.');
    sendJson(response, document);
  });

  return router;
}
