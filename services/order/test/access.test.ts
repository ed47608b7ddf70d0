import { expect } from 'chai';
import { admin, type OrderUnderTest, startOrder } from './order-under-test.ts';

describe('lesson 11: who may read and change an order', () => {
  let service: OrderUnderTest;

  before(async () => {
    service = await startOrder();
  });
  after(() => service.stop());

  it("answers a customer's order to the customer only, by id and number", async () => {
    const { order, body } = await service.pay({ customerId: 'c-1' });
    const read = (subject: object, name: string) => service.as(subject)('GET', `/orders/${name}`);

    expect((await read({ customerId: 'c-1' }, order.id)).body).to.deep.equal(order);
    expect((await read({ customerId: 'c-1' }, order.number.toLowerCase())).status).to.equal(200);
    expect((await read({ customerId: 'c-2' }, order.id)).status).to.equal(404);
    expect((await read({ visitorId: body.visitorId }, order.id)).status).to.equal(404);
    expect((await read({ customerId: 'c-2', groups: ['admin'] }, order.id)).status).to.equal(404);
    expect((await read({}, order.id)).status).to.equal(404);
  });

  it("answers a guest's order to the visitor, or with its number and e-mail address in any case", async () => {
    const { order, body } = await service.pay();
    const read = (subject: object, path: string) => service.as(subject)('GET', `/orders/${path}`);

    expect((await read({ visitorId: body.visitorId }, order.id)).status).to.equal(200);
    expect((await read({ visitorId: 'another' }, order.id)).status).to.equal(404);
    expect((await read({ visitorId: 'another' }, `${order.number}?email=ADA@example.TEST`)).status).to.equal(200);
    expect((await read({ visitorId: 'another' }, `${order.number}?email=eve@example.test`)).status).to.equal(404);
    expect((await read({ visitorId: 'another' }, `${order.id}?email=ada@example.test`)).status).to.equal(404);
    expect((await read({ visitorId: body.visitorId }, `${order.id}?mail=x`)).status).to.equal(422);
  });

  it('lets nobody else cancel it', async () => {
    const { order } = await service.pay({ customerId: 'c-3' });

    for (const subject of [{ customerId: 'c-4' }, { visitorId: 'v' }, {}]) {
      const { status } = await service.as(subject)('POST', `/orders/${order.id}/cancellation`, {});
      expect(status).to.equal(404);
    }
    expect((await service.present(order.id)).status).to.equal('paid');
  });

  it('lets a guest cancel with the number and its e-mail address, and with nothing less', async () => {
    const { order } = await service.pay();
    const stranger = service.as({ visitorId: 'another' });
    const cancel = (name: string, email: string) => stranger('POST', `/orders/${name}/cancellation?email=${email}`, {});

    const refused = [
      await cancel(order.number, 'eve@example.test'),
      await cancel('EM-NOSUCHORDER', 'ada@example.test'),
      await cancel(order.id, 'ada@example.test'),
    ];
    const untouched = await service.present(order.id);
    const cancelled = await cancel(order.number.toLowerCase(), 'ADA@example.TEST');

    expect(refused.map(({ status, body }) => [status, body.detail])).to.deep.equal(
      refused.map(() => [404, 'There is no such order.']),
    );
    expect(untouched.status).to.equal('paid');
    expect([cancelled.status, cancelled.body.status]).to.deep.equal([200, 'cancelled']);
    expect((await cancel(order.number, 'ada@example.test')).body.status).to.equal('cancelled');
    expect((await cancel(order.number, '')).status).to.equal(422);
  });

  it('keeps administration to the group admin', async () => {
    const { order } = await service.pay({ customerId: 'c-5' });
    const paths = [
      ['GET', '/admin/orders'],
      ['GET', `/admin/orders/${order.id}`],
      ['POST', `/admin/orders/${order.id}/shipments`],
      ['POST', `/admin/orders/${order.id}/deliveries`],
      ['POST', `/admin/orders/${order.id}/refunds`],
    ] as const;

    for (const [method, path] of paths) {
      const body = method === 'POST' ? {} : undefined;
      expect((await service.as({ visitorId: 'v' })(method, path, body)).status, path).to.equal(401);
      expect((await service.as({ customerId: 'c-5' })(method, path, body)).status, path).to.equal(403);
    }
  });

  it("lists a customer's own orders, newest first, page by page, and no guest's", async () => {
    const placed: string[] = [];
    for (let minute = 0; minute < 5; minute += 1) {
      const placedAt = new Date(Date.UTC(2026, 0, 1, 12, minute)).toISOString();
      placed.push((await service.place({ customerId: 'c-6', placedAt })).order.id);
    }
    await service.place({ customerId: 'c-7' });
    const list = (query: string) => service.as({ customerId: 'c-6' })('GET', `/orders?${query}`);

    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await list(`limit=2${cursor}`);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');

    expect(seen).to.deep.equal(placed.reverse());
    expect((await service.as({ visitorId: 'v' })('GET', '/orders')).status).to.equal(401);
    const forged = [['0000-01-01T00:00:00Z', 'ord_1'], ['2026-01-01T00:00:00Z', '\0'], ['infinity', ''], null].map(
      (position) => Buffer.from(JSON.stringify(position)).toString('base64url'),
    );
    for (const cursor of ['nonsense', ...forged]) {
      const bad = await list(`cursor=${cursor}`);
      expect(bad.status, cursor).to.equal(422);
      expect(bad.body.errors[0].path).to.equal('cursor');
    }
  });

  it('finds orders for administration by status, number and the beginning of an e-mail address', async () => {
    const { order } = await service.pay({ email: 'Grace.Hopper_1@example.test' });
    await service.place({ email: 'graceXhopper%1@example.test' });
    const find = async (query: string) =>
      (await service.as(admin)('GET', `/admin/orders?${query}`)).body.items.map(({ id }: { id: string }) => id);

    expect(await find(`q=${order.number.toLowerCase()}`)).to.deep.equal([order.id]);
    expect(await find('q=GRACE.hopper_')).to.deep.equal([order.id]);
    expect(await find('q=grace&status=paid')).to.deep.equal([order.id]);
    expect(await find('q=%25')).to.deep.equal([]);
    expect(await find('status=paid&limit=100')).to.include(order.id);
    expect((await service.as(admin)('GET', '/admin/orders?limit=1')).body.nextCursor).to.be.a('string');
  });
});
