import type { ServiceName } from '@evermart/contracts/topology';
import { createHealth } from '@evermart/kit/health';
import { listen } from '@evermart/kit/serve';
import type { Express } from 'express';
import { quietLogger } from './internal-calls.ts';

/** Listens on a free port of this machine, as the service that a test plays. */
export function serveStub(service: ServiceName, app: Express) {
  return listen({ app, host: '127.0.0.1', port: 0, health: createHealth([]), logger: quietLogger(service) });
}
