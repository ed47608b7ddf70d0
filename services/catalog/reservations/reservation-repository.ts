import type { CommittedReservation, NewReservation, Reservation, StockLine } from '@evermart/contracts/http/catalog';
import type { Postgres } from '@evermart/kit/postgres';
import { ServiceError } from '@evermart/kit/problem';
import { mergeLines } from './merge-lines.ts';

interface ReserveRow {
  status: Reservation['status'] | null;
  lines: Reservation['lines'];
  short: { sku: string; sold: boolean }[] | null;
}

/** `eventSource` is the CloudEvents source of the availability events that the database writes with the stock. */
export function createReservationRepository(postgres: Postgres, eventSource: string) {
  return {
    /** @throws ServiceError `out-of-stock` naming the SKUs, `invalid-state` after a release */
    async reserve(checkoutId: string, { lines, expiresInSeconds }: NewReservation): Promise<Reservation> {
      const { skus, quantities } = mergeLines(lines);
      const [row] = await postgres.query<ReserveRow>(
        'SELECT status, lines, short FROM reserve_stock($1, $2::text[], $3::integer[], $4::integer, $5)',
        [checkoutId, skus, quantities, expiresInSeconds, eventSource],
      );
      if (row?.status === 'released') {
        throw new ServiceError('invalid-state', 'This reservation was released: check out again.');
      }
      if (row === undefined || row.status === null) throw outOfStock(row?.short ?? []);
      return { checkoutId, status: row.status, lines: row.lines };
    },

    async commit(checkoutId: string, lines: readonly StockLine[]): Promise<CommittedReservation> {
      const { skus, quantities } = mergeLines(lines);
      const [row] = await postgres.query<{ backordered: string[] }>(
        'SELECT commit_reservation($1, $2::text[], $3::integer[], $4) AS backordered',
        [checkoutId, skus, quantities, eventSource],
      );
      return { checkoutId, backordered: row?.backordered ?? [] };
    },

    /** @throws ServiceError `invalid-state` once it is committed */
    async release(checkoutId: string): Promise<void> {
      const [row] = await postgres.query<{ found: string | null }>('SELECT release_reservation($1, $2) AS found', [
        checkoutId,
        eventSource,
      ]);
      if (row?.found === 'committed') {
        throw new ServiceError('invalid-state', 'This reservation is committed: restock it instead.');
      }
    },

    async restock(checkoutId: string): Promise<void> {
      await postgres.query('SELECT restock_reservation($1, $2)', [checkoutId, eventSource]);
    },

    /** Frees up to `atMost` reservations whose time is over; the number of those freed. */
    async expire(atMost: number): Promise<number> {
      const [row] = await postgres.query<{ freed: number }>('SELECT expire_reservations($1::integer, $2) AS freed', [
        atMost,
        eventSource,
      ]);
      return row?.freed ?? 0;
    },
  };
}
export type ReservationRepository = ReturnType<typeof createReservationRepository>;

function outOfStock(short: readonly { sku: string; sold: boolean }[]): ServiceError {
  return new ServiceError('out-of-stock', 'Some articles are not available in the quantity asked for: see errors.', {
    errors: short.map(({ sku, sold }) => ({
      path: sku,
      message: sold ? 'is not available in this quantity' : 'is not sold any more',
    })),
  });
}
