import type { ServiceClient } from '@evermart/kit/http-client';

/** The calls to catalog's stock. Both are idempotent by checkout id. */
export function createReservations(catalog: ServiceClient) {
  const command = (checkoutId: string, verb: 'release' | 'restock') =>
    catalog.command({
      method: 'POST',
      path: `/reservations/${encodeURIComponent(checkoutId)}/${verb}`,
      idempotent: true,
    });

  return {
    /** Frees what a purchase had reserved and not taken yet. */
    release: (checkoutId: string): Promise<void> => command(checkoutId, 'release'),
    /** Puts back what a paid order had taken. */
    restock: (checkoutId: string): Promise<void> => command(checkoutId, 'restock'),
  };
}
export type Reservations = ReturnType<typeof createReservations>;
