import { subjectOf } from '@evermart/kit/access';
import { ServiceError } from '@evermart/kit/problem';
import { type RequestHandler, Router } from 'express';
import type { IndexKeeper } from './index-keeper.ts';

/** A shopper's token does not pass; a service that acts for itself does, as does an admin. */
const operatorsOnly: RequestHandler = (request, _response, next) => {
  const { visitorId, customerId, groups } = subjectOf(request);
  const forItself = visitorId === undefined && customerId === undefined;
  if (!forItself && !groups.includes('admin')) throw new ServiceError('forbidden', 'This needs the group admin.');
  next();
};

/** POST /index/rebuild: 202, it begins within seconds; 409 `invalid-state` where there is no OpenSearch. */
export function indexRoutes({ keeper }: { keeper: Pick<IndexKeeper, 'requestRebuild'> | undefined }): Router {
  const router = Router();
  router.post('/index/rebuild', operatorsOnly, (_request, response) => {
    if (keeper === undefined) {
      throw new ServiceError(
        'invalid-state',
        'There is no index to rebuild: set OPENSEARCH_URL and start search again.',
      );
    }
    keeper.requestRebuild();
    response.status(202).end();
  });
  return router;
}
