import { startQueueConsumer } from '@evermart/kit/queue-consumer';
import { expect } from 'chai';
import { z } from 'zod';
import { eventually } from '../../../test/support/eventually.ts';
import { quietLogger } from '../../../test/support/internal-calls.ts';
import { freshQueue } from '../../../test/support/messaging.ts';

const Event = z.object({ id: z.string() });
const logger = quietLogger('order');

describe('a queue consumer', () => {
  it('handles each message and deletes it', async () => {
    const queue = await freshQueue();
    const handled: string[] = [];
    for (let index = 0; index < 25; index += 1) queue.send({ id: `e${index}` });

    const consumer = startQueueConsumer({
      ...queue,
      logger,
      schema: Event,
      handle: async ({ id }) => void handled.push(id),
    });
    await eventually(() => handled.length === 25);
    await queue.drained();
    await consumer.stop();

    expect(new Set(handled).size).to.equal(25);
  });

  it('lesson 10: keeps what failed, without holding up the others, until it works', async () => {
    const queue = await freshQueue();
    const handled: string[] = [];
    let failures = 1;
    for (const id of ['good-1', 'bad', 'good-2']) queue.send({ id });

    const consumer = startQueueConsumer({
      ...queue,
      logger,
      schema: Event,
      async handle({ id }) {
        if (id === 'bad' && failures > 0) {
          failures -= 1;
          throw new Error('not yet');
        }
        handled.push(id);
      },
    });
    await eventually(() => handled.length === 3);
    await queue.drained();
    await consumer.stop();

    expect(handled.at(-1)).to.equal('bad');
    expect(queue.deadLetters()).to.deep.equal([]);
  });

  it('lesson 10: leaves a poison message to the dead-letter queue', async () => {
    const queue = await freshQueue({ maxReceiveCount: 2 });
    queue.send({ unexpected: true });

    const consumer = startQueueConsumer({ ...queue, logger, schema: Event, handle: async () => {} });
    await eventually(() => queue.deadLetters().length === 1, { withinMs: 15_000 });
    await consumer.stop();

    expect(queue.deadLetters()).to.have.length(1);
  });
});
