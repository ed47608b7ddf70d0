import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { newId } from './new-id.ts';
import type { WebhookData, WebhookType } from './schemas.ts';

const ClaimedWebhook = z.object({ id: z.string(), payload: z.string(), attempts: z.int() });

/** A webhook in the hands of a sender; `attempts` counts the one about to be made. */
export type ClaimedWebhook = z.infer<typeof ClaimedWebhook>;

const Attempts = z.object({ attempts: z.int() });
const DueAt = z.object({ dueAtMs: z.int() });
const Count = z.object({ count: z.int() });

export type WebhookQueue = ReturnType<typeof createWebhookQueue>;

/** The durable queue of webhooks: all SQL on their table. Times are Unix milliseconds. */
export const createWebhookQueue = (database: DatabaseSync) => {
  const insert = database.prepare('INSERT INTO webhooks (id, payload, next_attempt_at_ms) VALUES (?, ?, ?)');
  const claimDue = database.prepare(
    `UPDATE webhooks SET attempts = attempts + 1, next_attempt_at_ms = :untilMs
     WHERE seq IN (SELECT seq FROM webhooks WHERE delivered_at_ms IS NULL AND next_attempt_at_ms <= :nowMs
                   ORDER BY next_attempt_at_ms, seq LIMIT :limit)
     RETURNING id, payload, attempts`,
  );
  const setDelivered = database.prepare('UPDATE webhooks SET delivered_at_ms = ? WHERE id = ?');
  const setNextAttempt = database.prepare('UPDATE webhooks SET next_attempt_at_ms = ? WHERE id = ?');
  const selectNextDue = database.prepare(
    `SELECT next_attempt_at_ms AS dueAtMs FROM webhooks WHERE delivered_at_ms IS NULL
     ORDER BY next_attempt_at_ms LIMIT 1`,
  );
  const selectAttempts = database.prepare('SELECT attempts FROM webhooks WHERE id = ?');
  const countPending = database.prepare('SELECT count(*) AS count FROM webhooks WHERE delivered_at_ms IS NULL');
  const countDelivered = database.prepare('SELECT count(*) AS count FROM webhooks WHERE delivered_at_ms IS NOT NULL');
  const makeAllDue = database.prepare(
    'UPDATE webhooks SET next_attempt_at_ms = ? WHERE delivered_at_ms IS NULL AND next_attempt_at_ms > ?',
  );

  return {
    /** Adds an event, in the caller's transaction, and returns its id. `ahead` lets it overtake all that waits. */
    add(type: WebhookType, data: WebhookData, atMs: number, { ahead = false } = {}): string {
      const id = newId('evt');
      const payload = JSON.stringify({ id, type, createdAt: new Date(atMs).toISOString(), data });
      insert.run(id, payload, ahead ? 0 : atMs);
      return id;
    },

    /** Takes up to `limit` due webhooks; none is due again before `untilMs` unless its sender says so. */
    claim(limit: number, nowMs: number, untilMs: number): ClaimedWebhook[] {
      return ClaimedWebhook.array().parse(claimDue.all({ limit, nowMs, untilMs }));
    },

    delivered(id: string, atMs: number) {
      setDelivered.run(atMs, id);
    },

    retryAt(id: string, atMs: number) {
      setNextAttempt.run(atMs, id);
    },

    /** For a new process: what an earlier one held or put off is due now. */
    resume(nowMs: number) {
      makeAllDue.run(nowMs, nowMs);
    },

    nextDueAtMs(): number | undefined {
      return DueAt.optional().parse(selectNextDue.get())?.dueAtMs;
    },

    attempts(id: string): number {
      return Attempts.optional().parse(selectAttempts.get(id))?.attempts ?? 0;
    },

    count(status: 'pending' | 'delivered'): number {
      return Count.parse((status === 'pending' ? countPending : countDelivered).get()).count;
    },
  };
};
