import type { CloudEvent } from '@evermart/contracts/events/cloud-event';
import { createBatchingPublisher } from '@evermart/kit/batching-publisher';
import { createEventFactory } from '@evermart/kit/events';
import { expect } from 'chai';

const event = createEventFactory({ service: 'checkout', region: 'region-a' });
const eventOf = (subject: string) => event({ type: 'checkout.failed', subject, data: {} });

/** A publisher whose topic takes all events or, where one is `poison`, none. */
function topicUnderTest() {
  const calls: string[][] = [];
  const publisher = createBatchingPublisher({
    publish: async (events: readonly CloudEvent[]) => {
      const subjects = events.map(({ subject }) => subject ?? '');
      calls.push(subjects);
      if (subjects.includes('poison')) throw new Error('refused');
    },
    close() {},
  });
  return { publisher, calls };
}

describe('events that several callers publish at once', () => {
  it('leave together', async () => {
    const { publisher, calls } = topicUnderTest();

    await Promise.all(['a', 'b', 'c'].map((subject) => publisher.publish([eventOf(subject)])));

    expect(calls).to.deep.equal([['a', 'b', 'c']]);
  });

  it('fail for the caller alone whose event is refused', async () => {
    const { publisher } = topicUnderTest();

    const outcomes = await Promise.allSettled(
      [['a'], ['b', 'poison'], ['c']].map((subjects) => publisher.publish(subjects.map(eventOf))),
    );

    expect(outcomes.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('are not sent again where a caller was alone', async () => {
    const { publisher, calls } = topicUnderTest();

    const outcome = await publisher.publish([eventOf('poison')]).catch((error: Error) => error.message);

    expect([outcome, calls]).to.deep.equal(['refused', [['poison']]]);
  });
});
