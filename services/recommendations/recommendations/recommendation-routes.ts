import { RecommendationQuery } from '@evermart/contracts/http/recommendations';
import { subjectOf } from '@evermart/kit/access';
import { parseQuery } from '@evermart/kit/parse';
import { Router } from 'express';
import type { Recommend } from './recommend.ts';

/** GET /recommendations?product=slug: `Recommendations` beside that product; without it, for the visitor of the token. */
export function recommendationRoutes({ recommend }: { recommend: Recommend }): Router {
  const router = Router();
  router.get('/recommendations', async (request, response) => {
    const { product } = parseQuery(RecommendationQuery, request.query);
    response.json(await recommend({ product, visitorId: subjectOf(request).visitorId }));
  });
  return router;
}
