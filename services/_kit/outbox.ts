import type { CloudEvent } from '@evermart/contracts/events/cloud-event';
import type { EventPublisher } from './event-publisher.ts';
import type { Logger } from './log.ts';
import { createPoller } from './poller.ts';
import type { Postgres } from './postgres.ts';

/**
 * The table that each publishing service's first migration creates:
 *
 *     CREATE TABLE outbox (
 *       id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
 *       event jsonb NOT NULL,
 *       recorded_at timestamptz NOT NULL DEFAULT now(),
 *       published_at timestamptz
 *     );
 *     CREATE INDEX outbox_unpublished ON outbox (id) WHERE published_at IS NULL;
 *
 * Write events in the statement that changes the row they tell of, with `eventsParameter` as a jsonb array:
 *
 *     WITH changed AS (UPDATE ... RETURNING ...),
 *          published AS (INSERT INTO outbox (event)
 *                        SELECT event FROM jsonb_array_elements($2::jsonb) AS event WHERE EXISTS (SELECT FROM changed))
 *     SELECT * FROM changed
 */
export function eventsParameter(events: readonly CloudEvent[]): string {
  return JSON.stringify(events);
}

export interface OutboxRelayOptions {
  readonly postgres: Postgres;
  readonly publisher: EventPublisher;
  readonly logger: Logger;
  /** Wait between looks while there is nothing to send. Default 200. */
  readonly idleMs?: number;
  /** Published rows stay this long, so that a failover can send the window again. Default 48 h. */
  readonly retentionHours?: number;
}

const batchSize = 100;
const purgeEveryMs = 600_000;
const purgeBatchSize = 5_000;

/** Ids grow with time, so the oldest rows are found by the primary key, few enough at once to stay below a statement's timeout. */
const purgeOldest = `
  DELETE FROM outbox
  WHERE id IN (SELECT id FROM outbox ORDER BY id LIMIT $2) AND published_at < now() - make_interval(hours => $1::int)
  RETURNING id`;

/** Sends what the outbox holds, in order of recording, again and again until SNS accepted it. Several relays share the work. */
export function startOutboxRelay({
  postgres,
  publisher,
  logger,
  idleMs = 200,
  retentionHours = 48,
}: OutboxRelayOptions) {
  let lastPurgeMs = Date.now();

  return createPoller({
    name: 'outbox-relay',
    logger,
    idleMs,
    async work() {
      const sent = await sendBatch();
      if (Date.now() - lastPurgeMs > purgeEveryMs) await purge();
      return sent === batchSize ? 'more' : 'idle';
    },
  });

  /** The rows are locked, not the business data: a slow SNS delays events and nothing else. */
  function sendBatch(): Promise<number> {
    return postgres.transaction(async (sql) => {
      const rows = await sql.query<{ id: number; event: CloudEvent }>(
        'SELECT id, event FROM outbox WHERE published_at IS NULL ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED',
      );
      if (rows.length === 0) return 0;
      await publisher.publish(rows.map(({ event }) => event));
      await sql.query('UPDATE outbox SET published_at = now() WHERE id = ANY($1::bigint[])', [
        rows.map(({ id }) => id),
      ]);
      return rows.length;
    });
  }

  async function purge(): Promise<void> {
    lastPurgeMs = Date.now();
    let purged: number;
    do {
      purged = (await postgres.query(purgeOldest, [retentionHours, purgeBatchSize])).length;
    } while (purged === purgeBatchSize);
  }
}
