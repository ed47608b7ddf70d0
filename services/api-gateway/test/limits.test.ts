import { expect } from 'chai';
import { createBrowser } from './support/browser.ts';
import { type GatewayUnderTest, startGateway } from './support/gateway-under-test.ts';

describe('rate limits', () => {
  let gateway: GatewayUnderTest;

  before(async () => {
    gateway = await startGateway({ requestsPerMinute: 10, accountPerMinute: 3, checkoutsPerMinute: 2 });
  });
  after(() => gateway.close());

  const from = (address: string) => ({ 'x-forwarded-for': address });
  const read = (address: string) => createBrowser(gateway.url).get('/categories', from(address));

  it('refuse who asks too often, tell when to come again, and leave others alone', async () => {
    const answers = [];
    for (let index = 0; index < 12; index += 1) answers.push(await read('203.0.113.1'));

    expect(answers.map(({ status }) => status)).to.deep.equal([...Array(10).fill(200), 429, 429]);
    expect(Number(answers.at(-1)?.headers.get('retry-after'))).to.be.within(1, 60);
    expect(answers.at(-1)?.body.type).to.equal('/problems/rate-limited');
    expect((await read('203.0.113.2')).status).to.equal(200);
  });

  it('count the address that our own proxy saw, whatever the client claims', async () => {
    for (let index = 0; index < 10; index += 1) await read(`198.51.100.${index}, 203.0.113.3`);

    expect((await read('198.51.100.99, 203.0.113.3')).status).to.equal(429);
  });

  it('count an IPv6 household as one', async () => {
    for (let index = 0; index < 10; index += 1) await read(`2001:db8:1:2::${index + 1}`);

    expect((await read('2001:db8:1:2:ffff::1')).status).to.equal(429);
    expect((await read('2001:db8:1:3::1')).status).to.equal(200);
  });

  it('are sharper for passwords', async () => {
    const attempt = (address: string) =>
      createBrowser(gateway.url).post('/auth/sign-in', { email: 'a@evermart.test', password: 'guess' }, from(address));
    const statuses = [];
    for (let index = 0; index < 4; index += 1) statuses.push((await attempt('203.0.113.4')).status);

    expect(statuses).to.deep.equal([401, 401, 401, 429]);
    expect((await read('203.0.113.4')).status).to.equal(200);
  });

  it('are sharper for purchases, so that stolen cards are not tried by the thousand', async () => {
    const buy = () => createBrowser(gateway.url).post('/checkouts', {}, from('203.0.113.5'));

    const statuses = [(await buy()).status, (await buy()).status, (await buy()).status];

    expect(statuses).to.deep.equal([400, 400, 429]);
  });

  it('do not hold back the webhooks of payment providers', async () => {
    const { payment } = gateway.upstreams;
    payment.answers(() => ({ status: 204 }));
    const news = () => createBrowser(gateway.url).post('/webhooks/payments/sandbox', {}, from('203.0.113.6'));

    const statuses = await Promise.all(Array.from({ length: 20 }, async () => (await news()).status));

    expect(new Set(statuses)).to.deep.equal(new Set([204]));
  });
});
