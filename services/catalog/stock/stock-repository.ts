import type { StockLevel } from '@evermart/contracts/http/catalog';
import type { Postgres } from '@evermart/kit/postgres';
import { ServiceError } from '@evermart/kit/problem';

export function createStockRepository(postgres: Postgres, eventSource: string) {
  return {
    async find(sku: string): Promise<StockLevel | undefined> {
      const [level] = await postgres.query<StockLevel>(
        `SELECT v.sku, coalesce(s.on_hand, 0) AS "onHand", coalesce(s.reserved, 0) AS reserved,
           coalesce(s.on_hand - s.reserved, 0) AS available
         FROM variants v LEFT JOIN stock s USING (sku)
         WHERE v.sku = $1`,
        [sku],
      );
      return level;
    },

    /** @throws ServiceError `invalid-state` for less than is reserved, with the number */
    async count(sku: string, onHand: number): Promise<StockLevel | undefined> {
      const [row] = await postgres.query<{ level: StockLevel | null; counted: boolean }>(
        'SELECT level, counted FROM count_stock($1, $2::integer, $3)',
        [sku, onHand, eventSource],
      );
      const level = row?.level ?? undefined;
      if (level === undefined || row?.counted) return level;
      throw new ServiceError('invalid-state', `${level.reserved} of ${sku} are reserved: onHand can't be less.`);
    },
  };
}
export type StockRepository = ReturnType<typeof createStockRepository>;
