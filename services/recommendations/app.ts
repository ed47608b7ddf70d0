import { createApp } from '@evermart/kit/app';
import type { Health } from '@evermart/kit/health';
import type { TokenVerifier } from '@evermart/kit/internal-token';
import type { Logger } from '@evermart/kit/log';
import type { Recommend } from './recommendations/recommend.ts';
import { recommendationRoutes } from './recommendations/recommendation-routes.ts';

export interface RecommendationsAppDeps {
  readonly logger: Logger;
  readonly health: Health;
  readonly verifyToken: TokenVerifier;
  readonly recommend: Recommend;
}

export function createRecommendationsApp({ logger, health, verifyToken, recommend }: RecommendationsAppDeps) {
  return createApp({ logger, health, verifyToken, routes: [recommendationRoutes({ recommend })] });
}
