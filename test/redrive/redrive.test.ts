import { SQSClient } from '@aws-sdk/client-sqs';
import { startQueueConsumer } from '@evermart/kit/queue-consumer';
import { expect } from 'chai';
import { z } from 'zod';
import { depthOf, redriveQueue } from '../../scripts/redrive/redrive-queue.ts';
import { eventually } from '../support/eventually.ts';
import { quietLogger } from '../support/internal-calls.ts';
import { freshQueue } from '../support/messaging.ts';

describe('redrive', () => {
  it('lesson 10: poison reaches the dead-letter queue, and redrive empties it with each message handled once in effect', async () => {
    const queue = await freshQueue({ maxReceiveCount: 1, visibilityTimeoutSeconds: 1 });
    const sqs = new SQSClient({ region: queue.region, endpoint: queue.endpoint });
    const handled: string[] = [];
    let mended = false;
    const consumer = startQueueConsumer({
      ...queue,
      logger: quietLogger('order'),
      schema: z.object({ id: z.string() }),
      async handle({ id }) {
        if (!mended) throw new Error('the defect');
        handled.push(id);
      },
    });
    for (let index = 0; index < 23; index += 1) queue.send({ id: `e${index}` });
    await eventually(() => queue.deadLetters().length === 23, { withinMs: 20_000 });
    expect(await depthOf(sqs, queue.deadLetterQueueUrl)).to.equal(23);

    mended = true;
    const moved = await redriveQueue({ sqs, ...queue });
    await eventually(() => handled.length === 23);
    await consumer.stop();
    sqs.destroy();

    expect(moved).to.equal(23);
    expect(new Set(handled).size).to.equal(23);
    expect(queue.deadLetters()).to.deep.equal([]);
  }).timeout(40_000);

  it('moves no more than it is told to', async () => {
    const queue = await freshQueue();
    const sqs = new SQSClient({ region: queue.region, endpoint: queue.endpoint });
    for (let index = 0; index < 15; index += 1) queue.sendDeadLetter({ id: `e${index}` });

    const moved = await redriveQueue({ sqs, ...queue, max: 12 });
    sqs.destroy();

    expect(moved).to.equal(12);
    expect(queue.deadLetters()).to.have.length(3);
  });
});
