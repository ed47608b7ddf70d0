import { CommittedReservation } from '@evermart/contracts/http/catalog';
import type { Step } from './step.ts';

/** The units leave the stock for good. Units that were lost meanwhile make the order backordered, never refused: it is paid. */
export const commitReservation: Step = {
  name: 'commit-reservation',
  recordedWithNext: true,

  async run(entry, { services }) {
    const { backordered } = await services.catalog.call(
      {
        method: 'POST',
        path: `/reservations/${entry.checkoutId}/commit`,
        body: { lines: entry.cart.lines },
        idempotent: true,
      },
      CommittedReservation,
    );
    return { backordered };
  },
};
