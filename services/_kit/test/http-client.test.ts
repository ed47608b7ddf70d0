import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServiceClient, type ServiceClient } from '@evermart/kit/http-client';
import { createTokenMinter } from '@evermart/kit/internal-token';
import { isServiceError } from '@evermart/kit/problem';
import { runInContext } from '@evermart/kit/request-context';
import { expect } from 'chai';
import { z } from 'zod';

const mintToken = createTokenMinter('cart', [{ kid: 'a', secret: randomBytes(32) }]);

describe('a call to another service', () => {
  let listener: RequestListener;
  let server: Server;
  let client: ServiceClient;

  beforeEach(async () => {
    server = createServer((request, response) => listener(request, response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    client = createServiceClient({
      service: 'catalog',
      baseUrl: `http://127.0.0.1:${port}`,
      mintToken,
      timeoutMs: 200,
    });
  });

  afterEach(async () => {
    await client.close();
    server.closeAllConnections();
    server.close();
  });

  const get = { method: 'GET', path: '/x' } as const;

  it('lesson 7: gives up on a service that hangs, in time', async () => {
    listener = () => {};
    const startedMs = performance.now();

    const error = await client.command({ ...get, idempotent: false }).catch((thrown: unknown) => thrown);

    expect(isServiceError(error, 'dependency-unavailable')).to.equal(true);
    expect(performance.now() - startedMs).to.be.within(190, 1_500);
  });

  it('waits no longer than its own caller does', async () => {
    listener = () => {};
    const startedMs = performance.now();

    await runInContext({ requestId: 'r', deadlineMs: performance.now() + 60 }, () =>
      client.command(get).catch(() => {}),
    );

    expect(performance.now() - startedMs).to.be.below(180);
  });

  it('passes the deadline and the request id on', async () => {
    const seen: Record<string, unknown>[] = [];
    listener = (request, response) => {
      seen.push(request.headers);
      response.end('{}');
    };

    await runInContext({ requestId: 'request-1', deadlineMs: performance.now() + 100 }, () =>
      client.call(get, z.object({})),
    );

    expect(seen[0]).to.include({ 'x-request-id': 'request-1' });
    expect(Number(seen[0]?.['x-deadline-ms'])).to.be.within(1, 100);
  });

  it('asks again, once, what may be asked twice, and never what may not', async () => {
    let requests = 0;
    listener = (request, response) => {
      requests += 1;
      if (requests === 1) request.socket.destroy();
      else response.end('{}');
    };

    await client.call(get, z.object({}));
    expect(requests).to.equal(2);

    requests = 0;
    const error = await client.command({ method: 'POST', path: '/x', body: {} }).catch((thrown: unknown) => thrown);
    expect(requests).to.equal(1);
    expect(isServiceError(error, 'dependency-unavailable')).to.equal(true);
  });

  it('throws the problem that the service answered, and hides its server errors', async () => {
    listener = (request, response) => {
      const code = request.url === '/missing' ? 'unknown-sku' : 'internal';
      const status = code === 'internal' ? 500 : 404;
      response.statusCode = status;
      response.end(JSON.stringify({ type: `/problems/${code}`, title: 't', status, detail: 'd', requestId: 'r' }));
    };

    const missing = await client.command({ ...get, path: '/missing' }).catch((thrown: unknown) => thrown);
    const broken = await client.command(get).catch((thrown: unknown) => thrown);

    expect(isServiceError(missing, 'unknown-sku')).to.equal(true);
    expect(isServiceError(broken, 'dependency-unavailable')).to.equal(true);
  });

  it('stops asking a service that gives no answers, and asks again a second later', async () => {
    let requests = 0;
    let alive = false;
    listener = (request, response) => {
      requests += 1;
      if (alive) response.end('{}');
      else request.socket.destroy();
    };
    for (let call = 0; call < 60; call += 1) await client.command(get).catch(() => {});
    const requestsWhileDown = requests;
    for (let call = 0; call < 20; call += 1) await client.command(get).catch(() => {});
    expect(requests).to.equal(requestsWhileDown);

    alive = true;
    await new Promise((resolve) => setTimeout(resolve, 1_050));

    await client.command(get);
    expect(requests).to.equal(requestsWhileDown + 1);
  });
});
