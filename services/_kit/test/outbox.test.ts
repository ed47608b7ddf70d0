import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEventPublisher } from '@evermart/kit/event-publisher';
import { createEventFactory } from '@evermart/kit/events';
import { eventsParameter, startOutboxRelay } from '@evermart/kit/outbox';
import { createPostgres, type Postgres } from '@evermart/kit/postgres';
import { expect } from 'chai';
import { quietLogger } from '../../../test/support/internal-calls.ts';
import { freshTopic } from '../../../test/support/messaging.ts';
import { freshDatabase } from '../../../test/support/postgres.ts';

const logger = quietLogger('order');
const event = createEventFactory({ service: 'order', region: 'region-a' });

describe('outbox', () => {
  let directory: string;
  let postgres: Postgres;

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'evermart-outbox-'));
    await writeFile(
      join(directory, '0001_outbox.sql'),
      `CREATE TABLE outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, event jsonb NOT NULL,
         recorded_at timestamptz NOT NULL DEFAULT now(), published_at timestamptz);`,
    );
    const { url } = await freshDatabase(directory);
    postgres = createPostgres({ url, applicationName: 'test', logger });
  });

  after(async () => {
    await postgres.close();
    await rm(directory, { recursive: true });
  });

  it('is sent again until the topic accepts it, then never again', async () => {
    const topic = await freshTopic();
    const real = createEventPublisher(topic);
    let refusals = 2;
    const publisher = {
      ...real,
      publish: (events: Parameters<typeof real.publish>[0]) => {
        refusals -= 1;
        return refusals >= 0 ? Promise.reject(new Error('refused')) : real.publish(events);
      },
    };
    const recorded = Array.from({ length: 25 }, (_, index) =>
      event({ type: 'order.paid', subject: `o-${index}`, data: {} }),
    );
    await postgres.query('INSERT INTO outbox (event) SELECT event FROM jsonb_array_elements($1::jsonb) AS event', [
      eventsParameter(recorded),
    ]);

    const relay = startOutboxRelay({ postgres, publisher, logger, idleMs: 5 });
    const seen = await topic.waitFor('order.paid', 25);
    await relay.stop();

    expect(new Set(seen.map(({ id }) => id))).to.deep.equal(new Set(recorded.map(({ id }) => id)));
    expect(seen).to.have.length(25);
    expect(await postgres.query('SELECT 1 FROM outbox WHERE published_at IS NULL')).to.deep.equal([]);
  });
});
