import { randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { expect } from 'chai';
import { createBrowser } from './support/browser.ts';
import { cookieKeys, type GatewayUnderTest, startGateway } from './support/gateway-under-test.ts';

describe('visitors', () => {
  let gateway: GatewayUnderTest;
  const visitorOf = async (browser: ReturnType<typeof createBrowser>, headers?: Record<string, string>) => {
    await browser.get('/cart', headers);
    return gateway.upstreams.cart.last().subject.visitorId;
  };

  before(async () => {
    gateway = await startGateway({ publicOrigins: ['https://partner.example'] });
    gateway.upstreams.cart.answers(() => ({ body: { id: 'c1', lines: [] } }));
  });
  after(() => gateway.close());

  it('get a cookie that scripts and other sites can not use, and stay the same ones', async () => {
    const browser = createBrowser(gateway.url);

    const first = await browser.get('/cart');
    const visitorId = gateway.upstreams.cart.last().subject.visitorId;
    const again = await visitorOf(browser);

    const [cookie = ''] = first.headers.getSetCookie();
    expect(cookie).to.match(/^evermart_session=\S+; Max-Age=\d{7,}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(again).to.equal(visitorId);
  });

  it('get a Secure cookie everywhere but on the local machine', async () => {
    const { port } = new URL(gateway.url);
    const cookies = await new Promise<string[]>((resolve, reject) => {
      httpRequest({ port, path: '/api/v1/cart', headers: { host: 'shop.example' } }, (answer) => {
        answer.resume();
        resolve(answer.headers['set-cookie'] ?? []);
      })
        .on('error', reject)
        .end();
    });

    expect(cookies.join()).to.contain('; Secure');
  });

  it('with a cookie that we did not sign are newcomers', async () => {
    const browser = createBrowser(gateway.url);
    const visitorId = await visitorOf(browser);
    const cookie = browser.cookie() ?? '';
    const forged = [
      cookie.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')),
      `${cookie}x`,
      cookie.split('.').slice(0, 4).join('.'),
      'nonsense',
      '',
      `${'A'.repeat(22)}.-.t.nokey.AAAA`,
    ];

    for (const value of forged) {
      const stranger = createBrowser(gateway.url);
      stranger.jar.set('evermart_session', value);
      const answer = await stranger.get('/cart');
      expect(answer.status).to.equal(200);
      expect(gateway.upstreams.cart.last().subject.visitorId, value).to.not.equal(visitorId);
      expect(answer.headers.getSetCookie()).to.have.length(1);
    }
  });

  it('stay the same ones when the key is rotated, and get a cookie under the new key', async () => {
    const browser = createBrowser(gateway.url);
    const visitorId = await visitorOf(browser);
    const newKey = { kid: 'newer', secret: randomBytes(32) };
    const rotated = await startGateway({ cookieKeys: [newKey, ...cookieKeys] });
    const after = createBrowser(rotated.url);
    after.jar.set('evermart_session', browser.cookie() ?? '');

    await after.get('/cart');

    expect(rotated.upstreams.cart.last().subject.visitorId).to.equal(visitorId);
    expect(after.cookie()).to.contain('.newer.');
    await rotated.close();
  });

  it('are refused an unsafe request with the cookie that another site sent', async () => {
    const browser = createBrowser(gateway.url);
    await browser.get('/cart');
    const add = (headers: Record<string, string>) => browser.post('/cart/lines', { sku: 'A-1', quantity: 1 }, headers);
    const { host } = new URL(gateway.url);

    expect((await add({ 'sec-fetch-site': 'cross-site' })).status).to.equal(403);
    expect((await add({ origin: 'https://evil.example' })).status).to.equal(403);
    expect((await add({ origin: 'null' })).status).to.equal(403);
    expect((await add({ 'sec-fetch-site': 'same-site', origin: 'https://evil.example' })).status).to.equal(403);
    expect((await add({ 'sec-fetch-site': 'same-origin', origin: `http://${host}` })).status).to.equal(200);
    expect((await add({ origin: `http://${host}` })).status).to.equal(200);
    expect((await add({ origin: 'https://partner.example' })).status).to.equal(200);
    expect((await add({})).status).to.equal(200);
  });

  it('may follow a link from another site', async () => {
    const browser = createBrowser(gateway.url);
    await browser.get('/cart');

    expect((await browser.get('/cart', { 'sec-fetch-site': 'cross-site' })).status).to.equal(200);
  });

  it('are not made of those who only read what is public, or ask whether they are signed in', async () => {
    const browser = createBrowser(gateway.url);

    await browser.get('/products');
    const session = await browser.get('/auth/session');

    expect(session.body).to.deep.equal({ signedIn: false });
    expect(browser.cookie()).to.equal(undefined);
  });

  it('can not say who they are in headers that only services use', async () => {
    const browser = createBrowser(gateway.url);

    const visitorId = await visitorOf(browser, { 'x-internal-token': 'forged', 'x-deadline-ms': '1' });

    expect(visitorId).to.be.a('string');
    expect(gateway.upstreams.cart.last().headers['x-internal-token']).to.not.equal('forged');
  });
});
