import { hash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { inTransaction } from './database.ts';
import { ProviderError } from './provider-error.ts';

export interface KeyedRequest {
  key: string;
  /** What the key stands for; see `fingerprint`. */
  fingerprint: string;
}

/** An answer to keep: the `body` is JSON text, so that a replay is the same to the byte. */
export interface Outcome {
  status: number;
  body: string;
  /** The webhook that tells of it. */
  eventId?: string | undefined;
  /** When the key was first seen. */
  startedAtMs: number;
  replayed: boolean;
}

const KeyRow = z.object({
  fingerprint: z.string(),
  startedAtMs: z.int(),
  status: z.int().nullable(),
  body: z.string().nullable(),
  eventId: z.string().nullable(),
});

/** Digest of the operation and its parsed body, so neither key order nor white space in the JSON matters. */
export const fingerprint = (operation: string, body: object): string =>
  hash('sha256', `${operation}\n${JSON.stringify(body)}`, 'base64url');

/** The answers given so far, by idempotency key. */
export const createIdempotency = (database: DatabaseSync, now: () => number) => {
  const select = database.prepare(
    `SELECT fingerprint, started_at_ms AS startedAtMs, status, body, event_id AS eventId
     FROM idempotency_keys WHERE key = ?`,
  );
  const claim = database.prepare('INSERT INTO idempotency_keys (key, fingerprint, started_at_ms) VALUES (?, ?, ?)');
  const finish = database.prepare('UPDATE idempotency_keys SET status = ?, body = ?, event_id = ? WHERE key = ?');

  const find = ({ key, fingerprint }: KeyedRequest) => {
    const row = KeyRow.optional().parse(select.get(key));
    if (row && row.fingerprint !== fingerprint) {
      throw new ProviderError(
        409,
        'idempotency_key_reused',
        'this Idempotency-Key came with another request before: repeat that one unchanged, or take a new key',
      );
    }
    return row;
  };

  return {
    /**
     * Gives the stored answer, or runs `work` and stores its answer, in one transaction with whatever `work` writes.
     * A throw of `work` stores nothing, so the key stays free.
     * @throws ProviderError 409 `idempotency_key_reused`
     */
    once(request: KeyedRequest, work: () => { status: number; body: object; eventId?: string }): Outcome {
      return inTransaction(database, () => {
        const seen = find(request);
        if (seen && seen.status !== null && seen.body !== null) {
          const { status, body, startedAtMs } = seen;
          return { status, body, startedAtMs, eventId: seen.eventId ?? undefined, replayed: true };
        }
        const startedAtMs = seen?.startedAtMs ?? now();
        if (!seen) claim.run(request.key, request.fingerprint, startedAtMs);
        const { status, body, eventId } = work();
        const text = JSON.stringify(body);
        finish.run(status, text, eventId ?? null, request.key);
        return { status, body: text, eventId, startedAtMs, replayed: false };
      });
    },

    /** True the first time a key is seen, which it remembers without an answer. */
    isFirst(request: KeyedRequest): boolean {
      return inTransaction(database, () => {
        if (find(request)) return false;
        claim.run(request.key, request.fingerprint, now());
        return true;
      });
    },
  };
};

export type Idempotency = ReturnType<typeof createIdempotency>;
