import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { Authorization, type EffectKind, LedgerEntry } from './schemas.ts';

const authorizationColumns = `id, status, checkout_id AS checkoutId, amount_minor AS amountMinor, currency,
  captured_minor AS capturedMinor, refunded_minor AS refundedMinor`;

const EntryRow = LedgerEntry.omit({ at: true }).extend({ seq: z.int(), atMs: z.int() });

interface NewEffect {
  kind: EffectKind;
  id: string;
  authorizationId: string;
  amountMinor: number;
  idempotencyKey: string;
  atMs: number;
}

export type Ledger = ReturnType<typeof createLedger>;

/** The authorizations and, append-only, the effects on them: all SQL on the two tables. */
export const createLedger = (database: DatabaseSync) => {
  const insertAuthorization = database.prepare(
    'INSERT INTO authorizations (id, status, checkout_id, amount_minor, currency) VALUES (?, ?, ?, ?, ?)',
  );
  const updateAuthorization = database.prepare(
    'UPDATE authorizations SET status = ?, captured_minor = ?, refunded_minor = ? WHERE id = ?',
  );
  const insertEffect = database.prepare(
    `INSERT INTO effects (kind, id, authorization_id, amount_minor, idempotency_key, at_ms) VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const selectById = database.prepare(`SELECT ${authorizationColumns} FROM authorizations WHERE id = ?`);
  const selectByCheckout = database.prepare(
    `SELECT ${authorizationColumns} FROM authorizations WHERE checkout_id = ? ORDER BY rowid`,
  );
  const selectPage = database.prepare(
    `SELECT effects.seq, kind, effects.id, authorization_id AS authorizationId, checkout_id AS checkoutId,
       effects.amount_minor AS amountMinor, currency, idempotency_key AS idempotencyKey, at_ms AS atMs
     FROM effects JOIN authorizations ON authorizations.id = authorization_id
     WHERE effects.seq > ? ORDER BY effects.seq LIMIT ?`,
  );

  return {
    add({ id, status, checkoutId, amountMinor, currency }: Authorization) {
      insertAuthorization.run(id, status, checkoutId, amountMinor, currency);
    },

    change({ id, status, capturedMinor, refundedMinor }: Authorization) {
      updateAuthorization.run(status, capturedMinor, refundedMinor, id);
    },

    append({ kind, id, authorizationId, amountMinor, idempotencyKey, atMs }: NewEffect) {
      insertEffect.run(kind, id, authorizationId, amountMinor, idempotencyKey, atMs);
    },

    find(id: string): Authorization | undefined {
      return Authorization.optional().parse(selectById.get(id));
    },

    findByCheckout(checkoutId: string): Authorization[] {
      return Authorization.array().parse(selectByCheckout.all(checkoutId));
    },

    /** Effects in the order they happened, after `cursor`; `nextCursor` is null on the last page. */
    page(cursor: number, limit: number): { items: LedgerEntry[]; nextCursor: string | null } {
      const rows = EntryRow.array().parse(selectPage.all(cursor, limit + 1));
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      const items = rows
        .slice(0, limit)
        .map(({ seq, atMs, ...entry }) => ({ ...entry, at: new Date(atMs).toISOString() }));
      return { items, nextCursor: last ? String(last.seq) : null };
    },
  };
};
