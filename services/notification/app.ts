import { createApp } from '@evermart/kit/app';
import type { Health } from '@evermart/kit/health';
import type { TokenVerifier } from '@evermart/kit/internal-token';
import type { Logger } from '@evermart/kit/log';

export interface NotificationAppDeps {
  readonly logger: Logger;
  readonly health: Health;
  readonly verifyToken: TokenVerifier;
}

/** Health alone: the work comes by the queue. */
export function createNotificationApp(deps: NotificationAppDeps) {
  return createApp({ ...deps, routes: [] });
}
