import { createApp } from '@evermart/kit/app';
import type { Health } from '@evermart/kit/health';
import type { TokenVerifier } from '@evermart/kit/internal-token';
import type { Logger } from '@evermart/kit/log';
import type { CartRepository } from './carts/cart-repository.ts';
import { cartRoutes } from './carts/cart-routes.ts';
import type { VariantLookup } from './catalog/variant-lookup.ts';
import { claimRoutes } from './claims/claim-routes.ts';

export interface CartAppDeps {
  readonly logger: Logger;
  readonly health: Health;
  readonly verifyToken: TokenVerifier;
  readonly carts: CartRepository;
  readonly lookUpVariants: VariantLookup;
  /** ISO 4217 code that every line has: a cart has one total. */
  readonly currency: string;
}

export function createCartApp({ logger, health, verifyToken, carts, lookUpVariants, currency }: CartAppDeps) {
  return createApp({
    logger,
    health,
    verifyToken,
    routes: [claimRoutes({ carts }), cartRoutes({ carts, lookUpVariants, currency, logger })],
  });
}
