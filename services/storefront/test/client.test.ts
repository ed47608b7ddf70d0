import { expect } from 'chai';
import { createApiClient } from '../src/api/client.ts';
import { ApiProblem } from '../src/api/problem.ts';
import { listen } from './listen.ts';

describe('the API client', () => {
  it('sends what was given and leaves out what was not', async () => {
    const seen: unknown[] = [];
    const server = await listen((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        seen.push([
          request.method,
          request.url,
          request.headers['idempotency-key'],
          request.headers['content-type'],
          body,
        ]);
        response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"ok":true}');
      });
    });
    const api = createApiClient(server.url);

    const answer = await api.get('/products', { query: { sort: 'newest', cursor: undefined, q: '' } });
    await api.post('/checkouts', { a: 1 }, { headers: { 'Idempotency-Key': 'k1' } });
    await server.close();

    expect(answer).to.deep.equal({ ok: true });
    expect(seen).to.deep.equal([
      ['GET', '/products?sort=newest', undefined, undefined, ''],
      ['POST', '/checkouts', 'k1', 'application/json', '{"a":1}'],
    ]);
  });

  it('answers undefined for an empty answer', async () => {
    const server = await listen((_, response) => response.writeHead(204).end());

    const answer = await createApiClient(server.url).remove('/me/addresses/1');
    await server.close();

    expect(answer).to.equal(undefined);
  });

  it('turns problem+json into a problem with its code, fields, wait and checkout', async () => {
    const problem = {
      type: '/problems/validation-failed',
      title: 'The input is not valid',
      status: 422,
      detail: 'Two fields.',
      requestId: 'r1',
      checkoutId: 'c1',
      errors: [{ path: 'email', message: 'No.' }, { path: 7 }],
    };
    const server = await listen((_, response) =>
      response
        .writeHead(422, { 'Content-Type': 'application/problem+json', 'Retry-After': '7' })
        .end(JSON.stringify(problem)),
    );

    const failure = await rejection(createApiClient(server.url).post('/checkouts', {}));
    await server.close();

    expect(failure).to.be.instanceOf(ApiProblem);
    expect(failure).to.include({
      code: 'validation-failed',
      status: 422,
      requestId: 'r1',
      retryAfterSeconds: 7,
      checkoutId: 'c1',
    });
    expect(failure).to.have.deep.property('errors', [{ path: 'email', message: 'No.' }]);
  });

  it('explains answers that are no JSON instead of breaking on them', async () => {
    const server = await listen((request, response) =>
      response.writeHead(request.url === '/ok' ? 200 : 502, { 'Content-Type': 'text/html' }).end('<h1>Hello</h1>'),
    );
    const api = createApiClient(server.url);

    const page = await rejection(api.get('/ok'));
    const gateway = await rejection(api.get('/bad'));
    await server.close();

    expect(page).to.include({ code: 'unexpected-answer', status: 200 });
    expect(gateway).to.include({ code: 'unexpected-answer', status: 502 });
  });

  it('gives up on a server that never answers', async () => {
    const server = await listen(() => undefined);

    const failure = await rejection(createApiClient(server.url, { timeoutMs: 50 }).get('/cart'));
    await server.close();

    expect(failure).to.include({ code: 'unreachable', status: 0 });
  });

  it('rejects an abort as fetch does, for the cache that asked for it', async () => {
    const server = await listen(() => undefined);
    const abort = new AbortController();

    const answer = rejection(createApiClient(server.url).get('/cart', { signal: abort.signal }));
    abort.abort();
    const failure = await answer;
    await server.close();

    expect(failure).to.have.property('name', 'AbortError');
  });
});

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('expected a rejection');
}
