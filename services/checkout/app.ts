import { createApp } from '@evermart/kit/app';
import type { Health } from '@evermart/kit/health';
import type { TokenVerifier } from '@evermart/kit/internal-token';
import type { Logger } from '@evermart/kit/log';
import type { Express } from 'express';
import { checkoutRoutes } from './checkouts/checkout-routes.ts';
import type { Journal } from './checkouts/journal.ts';
import { createPlaceCheckout, type PlaceCheckoutDeps } from './checkouts/place-checkout.ts';
import { quoteRoutes } from './pricing/quote-routes.ts';

export interface CheckoutAppDeps extends PlaceCheckoutDeps {
  readonly journal: Journal;
  readonly health: Health;
  readonly logger: Logger;
  readonly verifyToken: TokenVerifier;
}

export function createCheckoutApp(deps: CheckoutAppDeps): Express {
  const { health, logger, verifyToken, journal, services } = deps;
  return createApp({
    logger,
    health,
    verifyToken,
    routes: [
      quoteRoutes({ cart: services.cart }),
      checkoutRoutes({ placeCheckout: createPlaceCheckout(deps), journal }),
    ],
  });
}
