import type { Logger } from '@evermart/kit/log';
import { createPoller, type Poller } from '@evermart/kit/poller';
import type { ReservationRepository } from './reservation-repository.ts';

/** Few enough that the locks on their stock rows are short. */
const batchSize = 200;

export interface ExpirySweeperOptions {
  readonly reservations: ReservationRepository;
  readonly logger: Logger;
  /** Wait between looks while nothing is due. */
  readonly idleMs: number;
}

/** Gives back what checkouts reserved and neither committed nor released in time. Several sweepers share the work. */
export function startExpirySweeper({ reservations, logger, idleMs }: ExpirySweeperOptions): Poller {
  return createPoller({
    name: 'reservation-expiry',
    logger,
    idleMs,
    async work() {
      const freed = await reservations.expire(batchSize);
      if (freed > 0) logger.info({ event: 'reservations.expired', count: freed });
      return freed === batchSize ? 'more' : 'idle';
    },
  });
}
