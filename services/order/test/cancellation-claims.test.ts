import { createEventFactory } from '@evermart/kit/events';
import { expect } from 'chai';
import { createCancellationRepository } from '../cancellations/cancellation-repository.ts';
import { Config } from '../config.ts';
import { type OrderUnderTest, startOrder } from './order-under-test.ts';

describe('a cancellation that comes late', () => {
  let service: OrderUnderTest;

  before(async () => {
    service = await startOrder();
  });
  after(() => service.stop());

  it('neither gives up nor finishes another one that was begun since', async () => {
    const cancellations = createCancellationRepository({
      postgres: service.postgres,
      event: createEventFactory({ service: 'order', region: 'region-a' }),
      takeOverAfterMs: 60_000,
    });
    const { order } = await service.pay();
    const [payment] = order.payments;
    const late = await cancellations.begin(order.id);
    if (late === undefined) throw new Error('the order can not be cancelled');
    await cancellations.giveUp(late);
    const present = await cancellations.begin(order.id);
    if (present === undefined) throw new Error('the order can not be cancelled again');

    await cancellations.giveUp(late);
    const finishedLate = await cancellations.finish(late, payment);

    expect(finishedLate).to.equal(undefined);
    expect((await cancellations.find(order.id))?.isCancelling).to.equal(true);
    expect((await cancellations.finish(present, payment))?.status).to.equal('cancelled');
  });

  it('is not taken over while its calls may still be under way', () => {
    const callsMs = 2 * (2_000 + 6_000 + 2_000);

    expect(Config.shape.TAKE_OVER_AFTER_MS.parse(undefined)).to.be.greaterThan(callsMs);
  });
});
