import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { createLogger } from '@evermart/kit/log';
import { expect } from 'chai';
import { eventually } from '../../../test/support/eventually.ts';
import { type NotificationUnderTest, startNotification } from './notification-fixture.ts';
import { orderFact, payment, refundOf, sampleOrder, userFact } from './sample-events.ts';

describe('notifications', () => {
  let notification: NotificationUnderTest;
  const logLines: string[] = [];

  before(async () => {
    const destination = new Writable({
      write(chunk, _encoding, done) {
        logLines.push(String(chunk));
        done();
      },
    });
    const logger = createLogger({ service: 'notification', region: 'test', level: 'trace' }, destination);
    notification = await startNotification({ logger });
  });

  after(() => notification.close());

  it('confirm a paid order with its lines, its totals and a link that works without an account', async () => {
    const { catcher, queue } = notification;
    const order = sampleOrder({ flags: ['backordered'] });

    queue.send(orderFact('order.paid', order));
    const [mail] = await catcher.waitFor(order.email);

    expect(mail?.subject).to.equal(`Your order ${order.number} is confirmed`);
    for (const body of [mail?.text, mail?.html]) {
      expect(body).to.contain('Mug, Blue');
      expect(body).to.contain('€29.98');
      expect(body).to.contain('€74.96');
      expect(body).to.contain('not in stock at the moment');
      expect(body).to.contain(`https://shop.example.com/order-lookup?number=${order.number}`);
      expect(body).not.to.contain(order.email);
    }
  });

  it('speak the reader’s language', async () => {
    const { catcher, queue } = notification;
    const order = sampleOrder({ locale: 'de-AT' });

    queue.send(orderFact('order.paid', order));
    const [mail] = await catcher.waitFor(order.email);

    expect(mail?.subject).to.equal(`Ihre Bestellung ${order.number} ist bestätigt`);
    expect(mail?.text).to.contain('74,96\u00a0€');
    expect(mail?.html).to.contain('<html lang="de">');
  });

  it('tell of shipping, cancellation and each refund', async () => {
    const { catcher, queue } = notification;
    const shipment = { id: 's-1', carrier: 'DHL', trackingNumber: 'T-42', shippedAt: '2026-11-24T08:00:00.000Z' };
    const order = sampleOrder({ shipments: [shipment] });

    queue.send(orderFact('order.shipped', order));
    queue.send(refundOf(order, 1_000));
    queue.send(refundOf(order, 500));
    queue.send(orderFact('order.cancelled', { ...order, payments: [payment(7_496)] }));
    const mails = await catcher.waitFor(order.email, 4);

    const texts = mails.map(({ text }) => text ?? '').join('\n');
    expect(texts).to.contain('DHL, tracking number T-42');
    expect(texts).to.contain('We have refunded €10.00');
    expect(texts).to.contain('We have refunded €5.00');
    expect(texts).to.contain('We have refunded €74.96');
  });

  it('don’t let a name become markup or a header', async () => {
    const { catcher, queue } = notification;
    const order = sampleOrder();
    order.shippingAddress.name = '<b>Ada</b>\r\nBcc: all@evermart.test';

    queue.send(orderFact('order.paid', order));
    const [mail] = await catcher.waitFor(order.email);

    expect(mail?.html).to.contain('&lt;b&gt;Ada&lt;/b&gt;');
    expect(mail?.headers.has('bcc')).to.equal(false);
  });

  it('welcome a new customer once, at the address and in the language of the profile', async () => {
    const { catcher, queue, profiles } = notification;
    const customerId = randomUUID();
    const email = `${customerId}@evermart.test`;
    const createdAt = '2026-11-24T08:00:00.000Z';
    profiles.set(customerId, { id: customerId, email, name: 'Ada', locale: 'de', marketingEmails: false, createdAt });

    queue.send(userFact('user.updated', customerId));
    queue.send(userFact('user.registered', customerId));
    queue.send(userFact('user.registered', customerId));
    await queue.drained();

    expect(catcher.to(email).map(({ subject }) => subject)).to.deep.equal(['Willkommen bei Evermart']);
  });

  it('go to nobody when the customer is gone, and are not tried again', async () => {
    const { queue, deliveries } = notification;
    const customerId = randomUUID();

    queue.send(userFact('user.registered', customerId));
    await queue.drained();

    expect(await deliveries.statusOf(`user.registered/${customerId}`)).to.equal('skipped');
  });

  it('are sent once however often and from however many places the event comes', async () => {
    const { catcher, queue } = notification;
    const order = sampleOrder();
    const paid = orderFact('order.paid', order);

    for (let copy = 0; copy < 30; copy += 1) queue.send(paid);
    // A second event of the same fact, as a region that made the order again would record it.
    queue.send(orderFact('order.paid', order));
    await queue.drained();

    expect(catcher.to(order.email)).to.have.length(1);
  });

  it('give up on a mailbox that does not exist, and on nothing else', async () => {
    const { catcher, queue, deliveries } = notification;
    const order = sampleOrder();
    catcher.state.unknownRecipients.add(order.email);

    queue.send(orderFact('order.paid', order));
    await queue.drained();

    expect(await deliveries.statusOf(`order.paid/${order.id}`)).to.equal('undeliverable');
    expect(queue.deadLetters()).to.have.length(0);
  });

  it('come in any order and many at once over few connections', async () => {
    const { catcher, queue } = notification;
    const orders = Array.from({ length: 60 }, () => sampleOrder());

    for (const order of orders) queue.send(orderFact('order.paid', order));
    await queue.drained();

    expect(orders.every(({ email }) => catcher.to(email).length === 1)).to.equal(true);
    expect(catcher.state.connections).to.be.at.most(10);
  });

  describe('lesson 10: a poison message reaches the dead-letter queue', () => {
    it('and holds up nobody', async () => {
      const { catcher, queue } = notification;
      const order = sampleOrder();

      queue.send({ type: 'order.paid', data: {} });
      queue.send(orderFact('order.paid', order));

      await catcher.waitFor(order.email);
      expect(await eventually(() => queue.deadLetters().length === 1)).to.equal(true);
    });
  });

  describe('lesson 12: no personal data where none belongs', () => {
    it('keeps addresses and names out of logs and table, for what was sent and for what failed', async () => {
      const { queue, dynamo, tableName, catcher } = notification;
      const [sent, refused] = [sampleOrder(), sampleOrder()];
      catcher.state.unknownRecipients.add(refused.email);
      queue.send(orderFact('order.paid', sent));
      queue.send(orderFact('order.paid', refused));
      await queue.drained();

      const { Items = [] } = await dynamo.send(new ScanCommand({ TableName: tableName }));
      const kept = JSON.stringify(Items) + logLines.join('');

      expect(kept).to.contain(sent.id);
      for (const personal of ['@evermart.test', 'Lovelace', 'Main Street']) expect(kept).not.to.contain(personal);
    });
  });
});
