import { connect } from 'node:net';
import { expect } from 'chai';
import fc from 'fast-check';
import { createBrowser } from './support/browser.ts';
import { type GatewayUnderTest, startGateway } from './support/gateway-under-test.ts';

describe('unusual requests', () => {
  let gateway: GatewayUnderTest;
  const send = (method: string, path: string, body?: string | Buffer, headers: Record<string, string> = {}) =>
    fetch(gateway.url + path, { method, headers, ...(body === undefined ? {} : { body }) });
  const json = { 'content-type': 'application/json' };

  before(async () => {
    gateway = await startGateway();
  });
  after(() => gateway.close());

  it('with a method that the path does not take are refused, with the methods that it takes', async () => {
    for (const method of ['POST', 'DELETE', 'PATCH', 'OPTIONS']) {
      const answer = await send(method, '/api/v1/products');
      expect([answer.status, answer.headers.get('allow')]).to.deep.equal([405, 'GET, HEAD']);
    }
    const line = await send('GET', '/api/v1/cart/lines/A-1');
    expect([line.status, line.headers.get('allow')]).to.deep.equal([405, 'PATCH, DELETE']);
  });

  it('for what is not there are not found, whatever their spelling', async () => {
    const paths = [
      '/',
      '/api/v1',
      '/api/v1/',
      '/api/v1/Products',
      '/API/v1/products',
      '/api/V1/cart',
      '/api/v1/products/',
      '/api/v2/products',
      '/nothing',
      '/api/docs/../x',
    ];
    for (const path of [
      ...paths,
      '/api/v1/products/%ff',
      '/api/v1/orders/%',
      '/api/v1/orders/%00',
      '/api/v1/cart/lines/a%2Fb/c',
    ]) {
      const answer = await rawGet(path);
      expect(answer, path)
        .to.match(/^HTTP\/1.1 404 /)
        .and.contain('application/problem+json');
    }
  });

  it('with a body that can not be read get the status that says why', async () => {
    const post = (body: string | Buffer, headers: Record<string, string>) =>
      send('POST', '/api/v1/cart/lines', body, headers);

    expect((await post('{"sku":', json)).status).to.equal(400);
    expect((await post('', json)).status).to.equal(400);
    expect((await post(Buffer.from([0x22, 0xff, 0x22]), json)).status).to.equal(400);
    expect((await post('sku=A-1', { 'content-type': 'application/x-www-form-urlencoded' })).status).to.equal(415);
    expect((await post('{}', { 'content-type': 'application/json; charset=latin1' })).status).to.equal(415);
    expect((await post('{}', { ...json, 'content-encoding': 'gzip' })).status).to.equal(415);
    expect((await post(JSON.stringify({ sku: 'A'.repeat(70_000), quantity: 1 }), json)).status).to.equal(413);
    expect((await post(`"${'x'.repeat(3_000_000)}"`, json)).status).to.equal(413);
  });

  it('with values that no service could hold are refused as not valid', async () => {
    const browser = createBrowser(gateway.url);
    const bodies = [
      '{"sku":"A-1","quantity":1e400}',
      '{"sku":"A-1","quantity":99999999999999999999}',
      '{"sku":"A\\u0000","quantity":1}',
      '{"sku":"A-1","quantity":1,"__proto__":{"admin":true}}',
      '[]',
      'null',
      '"text"',
    ];
    for (const body of bodies) expect((await browser.post('/cart/lines', body)).status, body).to.equal(422);
    const name = await browser.post(
      '/auth/sign-up',
      '{"email":"a@b.example","password":"a long enough one","name":"\\ud800"}',
    );
    expect(name.status).to.equal(422);
  });

  it('with numbers in the query that are not written as whole numbers are refused, and so are two at once', async () => {
    for (const limit of [
      '',
      '0',
      '-0',
      '101',
      '007',
      '1e1',
      '0x10',
      ' 5',
      '5.0',
      'NaN',
      '1e309',
      '5&limit=6',
      '5&limit=5',
    ]) {
      const answer = await send('GET', `/api/v1/products?limit=${limit}`);
      const problem = (await answer.json()) as { errors?: unknown };
      expect([answer.status, problem.errors], limit).to.deep.equal([
        422,
        [{ path: 'limit', message: 'a whole number from 1 to 100' }],
      ]);
    }
    for (const query of ['minPrice=', 'maxPrice=-1', 'minPrice=true', 'limit[]=5', '__proto__=1', 'constructor=1']) {
      expect((await send('GET', `/api/v1/search?${query}`)).status, query).to.equal(422);
    }
    expect((await send('GET', '/api/v1/products?limit=100&minPrice=0')).status).to.equal(200);
  });

  it('with values nested ten thousand deep are refused, or passed on to the one who signed them', async () => {
    const nested = '['.repeat(10_000) + ']'.repeat(10_000);

    expect((await send('POST', '/api/v1/events', nested, json)).status).to.equal(422);
    expect((await send('POST', '/api/v1/webhooks/payments/sandbox', nested, json)).status).to.equal(200);
    expect(gateway.upstreams.payment.last().body.toString()).to.equal(nested);
  });

  it('of any kind never get a 5xx while the services are well, nor an answer without a request id', async () => {
    const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
    const paths = [
      '/products',
      '/search',
      '/cart/lines',
      '/checkouts',
      '/orders/x',
      '/auth/sign-out',
      '/events',
      '/me',
      '/admin/products',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...methods),
        fc.constantFrom(...paths),
        fc.string({ unit: 'binary', maxLength: 12 }),
        fc.dictionary(fc.constantFrom('q', 'limit', 'cursor', 'minPrice', 'x'), fc.string({ unit: 'binary' })),
        fc.json(),
        async (method, path, tail, query, body) => {
          const search = new URLSearchParams(query).toString();
          const segment = tail === '' ? '' : `/${encodeURIComponent(tail.toWellFormed())}`;
          const withBody = !['GET', 'HEAD'].includes(method);

          const answer = await send(method, `/api/v1${path}${segment}?${search}`, withBody ? body : undefined, json);
          await answer.arrayBuffer();

          expect(answer.status, `${method} ${path}${segment}?${search}`).to.be.below(500);
          expect(answer.headers.get('x-request-id')).to.be.a('string');
          expect(answer.headers.get('x-content-type-options')).to.equal('nosniff');
        },
      ),
      { numRuns: 300 },
    );
  });

  it('keep the request id that the caller chose, unless it is not one', async () => {
    const chosen = await send('GET', '/api/v1/categories', undefined, { 'x-request-id': 'mobile-12345678' });
    const odd = await send('GET', '/api/v1/categories', undefined, { 'x-request-id': 'a b<script>' });

    expect(chosen.headers.get('x-request-id')).to.equal('mobile-12345678');
    expect(odd.headers.get('x-request-id')).to.match(/^[0-9a-f-]{36}$/);
  });

  /** fetch and URL would normalise the path. */
  function rawGet(path: string): Promise<string> {
    const { hostname, port } = new URL(gateway.url);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
      });
      let text = '';
      socket.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      socket.on('end', () => resolve(text)).on('error', reject);
    });
  }
});
