import { startQueueConsumer } from '@evermart/kit/queue-consumer';
import { expect } from 'chai';
import { z } from 'zod';
import { eventually } from '../../../test/support/eventually.ts';
import { quietLogger } from '../../../test/support/internal-calls.ts';
import { freshQueue } from '../../../test/support/messaging.ts';

const logger = quietLogger('notification');
const schema = z.object({ id: z.string() });
type Handle = (event: z.infer<typeof schema>) => Promise<void>;

describe('a queue consumer', () => {
  it('deletes what it handled, also when it is stopped meanwhile', async () => {
    const queue = await freshQueue();
    let handled = (): void => {};
    const handling = Promise.withResolvers<void>();
    const handle: Handle = () => {
      handling.resolve();
      return new Promise((resolve) => {
        handled = resolve;
      });
    };
    const consumer = startQueueConsumer({ ...queue, logger, schema, handle });
    queue.send({ id: 'e-1' });
    await handling.promise;

    const stopped = consumer.stop();
    handled();
    await stopped;

    await queue.drained();
  });

  it('stops at once while it waits for messages', async () => {
    const queue = await freshQueue();
    const seen: string[] = [];
    const handle: Handle = async ({ id }) => void seen.push(id);
    const consumer = startQueueConsumer({ ...queue, logger, schema, handle });
    queue.send({ id: 'e-1' });
    await eventually(() => seen.length === 1);
    await queue.drained();

    const startMs = performance.now();
    await consumer.stop();

    expect(performance.now() - startMs).to.be.below(2_000);
  });

  it('lets a failed message rest as long as asked, and hands a poisonous one to the dead letters', async () => {
    const queue = await freshQueue({ maxReceiveCount: 3 });
    const asked: number[] = [];
    const retryDelaySeconds = (receives: number, error: unknown) => {
      if (error instanceof Error && error.message === 'not now') asked.push(receives);
      return 0;
    };
    const handle: Handle = async () => {
      throw new Error('not now');
    };
    const consumer = startQueueConsumer({ ...queue, logger, schema, handle, retryDelaySeconds });

    queue.send({ id: 'e-1' });
    queue.send({ nothing: 'known' });
    await eventually(() => queue.deadLetters().length === 2);
    await consumer.stop();

    expect(asked).to.deep.equal([1, 2, 3]);
  });

  it('lesson 10: keeps what failed, without holding up the others, until it works', async () => {
    const queue = await freshQueue();
    const handled: string[] = [];
    let failures = 1;
    const handle: Handle = async ({ id }) => {
      if (id === 'bad' && failures > 0) {
        failures -= 1;
        throw new Error('not yet');
      }
      handled.push(id);
    };
    for (const id of ['good-1', 'bad', ...Array.from({ length: 20 }, (_, index) => `good-${index + 2}`)])
      queue.send({ id });

    const consumer = startQueueConsumer({ ...queue, logger, schema, handle });
    await eventually(() => handled.length === 22);
    await queue.drained();
    await consumer.stop();

    expect(handled.filter((id) => id === 'bad')).to.have.length(1);
    expect(handled[0]).to.not.equal('bad');
    expect(queue.deadLetters()).to.deep.equal([]);
  });
});
