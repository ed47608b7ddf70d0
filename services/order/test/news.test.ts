import { expect } from 'chai';
import type { News } from '../news/on-news.ts';
import { type OrderUnderTest, startOrder } from './order-under-test.ts';

describe('events that reach an order', () => {
  let service: OrderUnderTest;

  before(async () => {
    service = await startOrder();
  });
  after(() => service.stop());

  function paymentNews(type: 'payment.captured' | 'payment.voided', checkoutId: string): News {
    return {
      specversion: '1.0',
      id: `${checkoutId}:${type}`,
      source: '/evermart/region-a/payment',
      type,
      subject: checkoutId,
      time: new Date().toISOString(),
      datacontenttype: 'application/json',
      data: {
        paymentId: 'p',
        checkoutId,
        provider: 'sandbox',
        amount: { amountMinor: 1, currency: 'EUR' },
        settledBy: 'webhook',
      },
    };
  }

  it('bring its copy of the payment up to date, however often they come', async () => {
    const { order, checkoutId } = await service.place();
    service.payments.capture(checkoutId);

    for (let time = 0; time < 3; time += 1) await service.onNews(paymentNews('payment.captured', checkoutId));

    const present = await service.present(order.id);
    expect(present.payments[0]).to.deep.include({
      status: 'captured',
      captured: { amountMinor: 2490, currency: 'EUR' },
    });
    expect(present.status).to.equal('placed');
  });

  it('never take the copy back to an older state', async () => {
    const { order, checkoutId } = await service.place();
    const { checkoutId: _, ...older } = service.payments.bodyOf(checkoutId);
    service.payments.capture(checkoutId);
    await service.settle(checkoutId);

    await service.postgres.query(
      "UPDATE orders SET document = document || jsonb_build_object('payments', with_payment(document -> 'payments', $2::jsonb)) WHERE id = $1",
      [order.id, JSON.stringify(older)],
    );

    expect((await service.present(order.id)).payments[0].status).to.equal('captured');
  });

  it('cancel an order whose checkout has failed, and never one that is paid', async () => {
    const placed = await service.place();
    const paid = await service.pay();

    for (const { checkoutId } of [placed, paid, placed]) {
      const { specversion, id, source, subject, time, datacontenttype } = paymentNews('payment.voided', checkoutId);
      const data = { checkoutId, code: 'payment-declined' };
      await service.onNews({ specversion, id, source, subject, time, datacontenttype, type: 'checkout.failed', data });
    }

    expect((await service.present(placed.order.id)).status).to.equal('cancelled');
    expect((await service.present(paid.order.id)).status).to.equal('paid');
  });
});
