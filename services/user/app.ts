import { createApp } from '@evermart/kit/app';
import type { EventFactory } from '@evermart/kit/events';
import type { Health } from '@evermart/kit/health';
import type { TokenVerifier } from '@evermart/kit/internal-token';
import type { Logger } from '@evermart/kit/log';
import type { Postgres } from '@evermart/kit/postgres';
import { createAddressRepository } from './addresses/address-repository.ts';
import { addressRoutes } from './addresses/address-routes.ts';
import { createProfileRepository } from './profiles/profile-repository.ts';
import { profileRoutes } from './profiles/profile-routes.ts';

export interface UserAppDeps {
  readonly logger: Logger;
  readonly health: Health;
  readonly verifyToken: TokenVerifier;
  readonly postgres: Postgres;
  readonly event: EventFactory;
}

export function createUserApp({ logger, health, verifyToken, postgres, event }: UserAppDeps) {
  const profiles = createProfileRepository({ postgres, event });
  const addresses = createAddressRepository({ postgres, event });
  return createApp({
    logger,
    health,
    verifyToken,
    routes: [profileRoutes({ profiles }), addressRoutes({ addresses })],
  });
}
