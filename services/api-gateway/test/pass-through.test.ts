import { expect } from 'chai';
import { eventually } from '../../../test/support/eventually.ts';
import { createBrowser } from './support/browser.ts';
import { type GatewayUnderTest, startGateway } from './support/gateway-under-test.ts';
import { problem } from './support/stub-service.ts';

const address = { name: 'Ada', line1: 'Torstr. 1', city: 'Berlin', postalCode: '10119', country: 'DE' };
const checkout = {
  email: 'ada@example.org',
  shippingAddress: address,
  shippingMethod: 'standard',
  payment: { provider: 'sandbox', token: 'tok_ok' },
};

describe('passing requests on', () => {
  let gateway: GatewayUnderTest;

  before(async () => {
    gateway = await startGateway({ checkoutTimeoutMs: 700 });
  });
  after(() => gateway.close());

  it('hands the service the same body, the visitor and the request id, and the client the same answer', async () => {
    const { cart } = gateway.upstreams;
    cart.answers(() => ({ body: { id: 'c1', lines: [], odd: 'ünicode' } }));

    const answer = await createBrowser(gateway.url).post('/cart/lines', { sku: 'A-1', quantity: 2 });

    expect(answer.status).to.equal(200);
    expect(answer.body).to.deep.equal({ id: 'c1', lines: [], odd: 'ünicode' });
    const call = cart.last();
    expect([call.method, call.path]).to.deep.equal(['POST', '/carts/current/lines']);
    expect(JSON.parse(call.body.toString())).to.deep.equal({ sku: 'A-1', quantity: 2 });
    expect(call.subject.visitorId).to.be.a('string');
    expect(call.headers['x-request-id']).to.equal(answer.headers.get('x-request-id'));
  });

  it('puts path parameters and the query, defaults filled in, into the service path', async () => {
    const { user, order } = gateway.upstreams;
    order.answers(() => problem('not-found', 404));

    const answer = await createBrowser(gateway.url).get('/orders/EM-7?email=a%2Bb%40example.org');

    expect(answer.status).to.equal(404);
    expect(order.last().path).to.equal('/orders/EM-7?email=a%2Bb%40example.org');
    expect(user.calls).to.have.length(0);
  });

  it('passes problems of the service on with all their members', async () => {
    gateway.upstreams.checkout.answers(() => problem('payment-declined', 402, { checkoutId: 'co-1' }));

    const answer = await createBrowser(gateway.url).post('/checkouts', checkout, { 'idempotency-key': 'k-1' });

    expect(answer.status).to.equal(402);
    expect(answer.headers.get('content-type')).to.contain('application/problem+json');
    expect(answer.body).to.include({ type: '/problems/payment-declined', checkoutId: 'co-1' });
  });

  it('passes the Idempotency-Key and makes the service path in Location a public one', async () => {
    const { checkout: service } = gateway.upstreams;
    service.answers(() => ({
      status: 202,
      headers: { location: '/checkouts/co-2' },
      body: { id: 'co-2', status: 'processing' },
    }));

    const answer = await createBrowser(gateway.url).post('/checkouts', checkout, { 'idempotency-key': 'k-2' });

    expect(answer.status).to.equal(202);
    expect(answer.headers.get('location')).to.equal('/api/v1/checkouts/co-2');
    expect(service.last().headers['idempotency-key']).to.equal('k-2');
    expect(Number(service.last().headers['x-deadline-ms'])).to.be.within(1, 700);
  });

  it('refuses a checkout without an Idempotency-Key before the service hears of it', async () => {
    const { checkout: service } = gateway.upstreams;
    const before = service.calls.length;

    const answer = await createBrowser(gateway.url).post('/checkouts', checkout);

    expect(answer.status).to.equal(400);
    expect(answer.body.type).to.equal('/problems/idempotency-key-missing');
    expect(service.calls).to.have.length(before);
  });

  it('names every wrong member of a body, unknown ones too', async () => {
    const wrong = { ...checkout, email: 'nobody', coupon: 'x', payment: { provider: 'cash', token: 'tok_ok' } };

    const answer = await createBrowser(gateway.url).post('/checkouts', wrong, { 'idempotency-key': 'k-3' });

    expect(answer.status).to.equal(422);
    const paths = answer.body.errors.map(({ path }: { path: string }) => path);
    expect(paths).to.have.members(['email', 'payment.provider', 'coupon']);
  });

  it('hands the webhook of a provider on byte for byte, with its signature', async () => {
    const { payment } = gateway.upstreams;
    payment.answers(() => ({ status: 204 }));
    const raw = '{ "odd":  "spacing" }';

    const answer = await createBrowser(gateway.url).post('/webhooks/payments/sandbox', raw, {
      'evermart-signature': 't=1,v1=ab',
    });

    expect(answer.status).to.equal(204);
    expect(payment.last().path).to.equal('/webhooks/sandbox');
    expect(payment.last().body.toString()).to.equal(raw);
    expect(payment.last().headers['evermart-signature']).to.equal('t=1,v1=ab');
  });

  describe('lesson 7: a dependency that hangs or is away', () => {
    it('gives a timely 503 with Retry-After instead of a hang', async () => {
      gateway.upstreams.checkout.answers(() => new Promise(() => {}));
      const startedMs = performance.now();

      const answer = await createBrowser(gateway.url).post('/checkouts', checkout, { 'idempotency-key': 'k-4' });

      expect(answer.status).to.equal(503);
      expect(answer.body.type).to.equal('/problems/dependency-unavailable');
      expect(answer.headers.get('retry-after')).to.equal('1');
      expect(performance.now() - startedMs).to.be.below(2_000);
    });

    it('never gives a 2xx for a command that did not arrive, and works again when the service does', async () => {
      const { cart } = gateway.upstreams;
      cart.answers(() => ({ body: { id: 'c1', lines: [] } }));
      const browser = createBrowser(gateway.url);
      await cart.stop();

      const away = await browser.post('/cart/lines', { sku: 'A-1', quantity: 1 });
      await cart.comeBack();
      const back = await browser.post('/cart/lines', { sku: 'A-1', quantity: 1 });

      expect(away.status).to.equal(503);
      expect(back.status).to.equal(200);
    });

    it('lets the catalogue answer for a search that is away or fails', async () => {
      const { search, catalog } = gateway.upstreams;
      catalog.answers(({ path }) => ({ body: { path, degraded: true } }));
      search.answers(() => problem('internal', 500));
      const failed = await createBrowser(gateway.url).get('/search?q=hat');
      await search.stop();

      const gone = await createBrowser(gateway.url).get('/search/suggestions?q=ha');
      await search.comeBack();
      search.answers(() => ({ body: { degraded: false } }));

      expect([failed.status, failed.body.degraded, gone.status, gone.body.degraded]).to.deep.equal([
        200,
        true,
        200,
        true,
      ]);
      expect(failed.body.path).to.match(/^\/search\?.*q=hat/);
      await eventually(async () => (await createBrowser(gateway.url).get('/search?q=cap')).body.degraded === false);
    });

    it('answers no recommendations instead of an error', async () => {
      await gateway.upstreams.recommendations.stop();
      const visitor = createBrowser(gateway.url);
      await visitor.get('/cart');

      const forProduct = await visitor.get('/recommendations?product=shirt');
      const forVisitor = await visitor.get('/recommendations');

      expect([forProduct.status, forVisitor.status]).to.deep.equal([200, 200]);
      const none = { items: [], boughtTogether: 0 };
      expect([forProduct.body, forVisitor.body]).to.deep.equal([none, none]);
    });
  });
});

describe('a gateway in production', () => {
  let gateway: GatewayUnderTest;

  before(async () => {
    gateway = await startGateway({ allowSandboxPayments: false });
  });
  after(() => gateway.close());

  it('refuses the sandbox provider, by name', async () => {
    const answer = await createBrowser(gateway.url).post('/checkouts', checkout, { 'idempotency-key': 'k-1' });

    expect(answer.status).to.equal(422);
    expect(answer.body.errors[0].path).to.equal('payment.provider');
    expect(gateway.upstreams.checkout.calls).to.have.length(0);
  });
});
