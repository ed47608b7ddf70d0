import { createApp } from '@evermart/kit/app';
import { createHealth } from '@evermart/kit/health';
import { createLogger } from '@evermart/kit/log';
import { parseBody } from '@evermart/kit/parse';
import { ServiceError } from '@evermart/kit/problem';
import { listen, type RunningServer } from '@evermart/kit/serve';
import { expect } from 'chai';
import { Router } from 'express';
import { z } from 'zod';

const Body = z.strictObject({ name: z.string().max(5) });

describe('the app', () => {
  const lines: string[] = [];
  let server: RunningServer;
  let storeIsUp = true;

  before(async () => {
    const logger = createLogger(
      { service: 'order', region: 'region-a', level: 'debug' },
      { write: (line: string) => void lines.push(line) },
    );
    const routes = Router();
    routes.post('/names', (request, response) => void response.status(201).json(parseBody(Body, request.body)));
    routes.get('/crash', () => {
      throw new Error('connection to postgres://user:hunter2@db failed');
    });
    routes.get('/away', () => {
      throw new ServiceError('dependency-unavailable', 'Try again.', { retryAfterSeconds: 3 });
    });
    routes.get('/password', (_request, response) => {
      logger.info({ event: 'leak', password: 'hunter2', body: { token: 'tok_1', email: 'ada@example.org' } });
      response.json({});
    });
    const health = createHealth([
      { name: 'store', check: () => (storeIsUp ? Promise.resolve() : Promise.reject(new Error('down'))) },
    ]);
    server = await listen({
      app: createApp({ logger, health, routes: [routes] }),
      host: '127.0.0.1',
      port: 0,
      health,
      logger,
    });
  });

  after(() => server.close());

  async function post(body: string, contentType = 'application/json') {
    const response = await fetch(`${server.url}/names`, {
      method: 'POST',
      headers: { 'content-type': contentType },
      body,
    });
    return { status: response.status, type: response.headers.get('content-type'), problem: await response.json() };
  }

  it('answers bad input with a problem that names each wrong member', async () => {
    const { status, type, problem } = await post('{"name":"too long","admin":true}');

    expect(status).to.equal(422);
    expect(type).to.include('application/problem+json');
    expect((problem as { errors: { path: string }[] }).errors.map(({ path }) => path)).to.have.members([
      'name',
      'admin',
    ]);
  });

  it('tells malformed, too large and wrongly encoded bodies apart', async () => {
    expect(await post('{"name":')).to.deep.include({ status: 400 });
    expect(await post(JSON.stringify({ name: 'x'.repeat(300_000) }))).to.deep.include({ status: 413 });
    expect(await post('{}', 'application/json; charset=latin-9')).to.deep.include({ status: 415 });
    expect((await fetch(`${server.url}/nothing`)).status).to.equal(404);
  });

  it('hides the cause of an internal error from the client and keeps it in the log, under one request id', async () => {
    lines.length = 0;
    const response = await fetch(`${server.url}/crash`, { headers: { 'x-request-id': 'request-12345' } });
    const text = await response.text();

    expect(response.status).to.equal(500);
    expect(text).to.not.include('postgres').and.not.include('hunter2');
    expect(JSON.parse(text).requestId).to.equal('request-12345');
    const logged = lines.map((line) => JSON.parse(line)).filter(({ event }) => event === 'request.failed');
    expect(logged).to.have.length(1);
    expect(logged[0]).to.include({ requestId: 'request-12345', code: 'internal' });
  });

  it('says when to come again', async () => {
    const response = await fetch(`${server.url}/away`);

    expect(response.status).to.equal(503);
    expect(response.headers.get('retry-after')).to.equal('3');
  });

  it('lesson 12: cuts secrets and addresses out of its log, whoever writes them', async () => {
    lines.length = 0;
    await fetch(`${server.url}/password`);

    expect(lines.join()).to.not.match(/hunter2|tok_1|ada@example/);
  });

  it('replaces a request id that could forge a log line', async () => {
    const response = await fetch(`${server.url}/nothing`, { headers: { 'x-request-id': 'a b;c' } });

    expect(response.headers.get('x-request-id')).to.match(/^[0-9a-f-]{36}$/);
  });

  it('is live whatever its dependencies do, and ready only with all of them', async () => {
    storeIsUp = false;
    const [live, ready] = await Promise.all([fetch(`${server.url}/health/live`), fetch(`${server.url}/health/ready`)]);
    storeIsUp = true;

    expect(live.status).to.equal(200);
    expect(ready.status).to.equal(503);
    expect(await ready.json()).to.deep.include({ checks: { store: 'failed' } });
    expect((await fetch(`${server.url}/health/ready`)).status).to.equal(200);
  });
});
