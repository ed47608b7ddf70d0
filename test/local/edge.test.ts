import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';

const edgeScript = join(import.meta.dirname, '..', '..', 'scripts', 'local', 'edge', 'main.ts');

async function listening(handler: RequestListener, port = 0): Promise<{ server: Server; url: string; port: number }> {
  const server = createServer({ maxHeaderSize: 64 * 1024 }, handler);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const bound = (server.address() as AddressInfo).port;
  return { server, url: `http://127.0.0.1:${bound}`, port: bound };
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}

interface StubObject {
  readonly type: string;
  readonly body: string;
  readonly cacheControl?: string;
}

describe('the edge', () => {
  const page = '<!doctype html><title>Evermart</title>';
  const objects = new Map<string, StubObject>([
    ['/static/index.html', { type: 'text/html', body: page, cacheControl: 'public, max-age=0, must-revalidate' }],
    [
      '/static/assets/app.js',
      { type: 'text/javascript', body: 'x'.repeat(5000), cacheControl: 'public, max-age=31536000, immutable' },
    ],
    ['/media/media/lamp.svg', { type: 'image/svg+xml', body: '<svg/>' }],
  ]);
  const asked: string[] = [];
  let onApi: RequestListener;
  let gateway: Awaited<ReturnType<typeof listening>>;
  let bucket: Awaited<ReturnType<typeof listening>>;
  let edge: ChildProcess;
  let url: string;

  before(async () => {
    gateway = await listening((request, response) => onApi(request, response));
    bucket = await listening((request, response) => {
      asked.push(request.url ?? '');
      const object = objects.get(request.url ?? '');
      if (object === undefined) {
        response.writeHead(404).end();
        return;
      }
      const { type, body, cacheControl } = object;
      response.writeHead(200, {
        'content-type': type,
        etag: `"${body.length}"`,
        ...(cacheControl === undefined ? {} : { 'cache-control': cacheControl }),
      });
      response.end(body);
    });
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const environment = {
      HOST: '127.0.0.1',
      PORT: String(port),
      API_ORIGIN: gateway.url,
      S3_URL: bucket.url,
      STATIC_BUCKET: 'static',
      MEDIA_BUCKET: 'media',
    };
    edge = spawn(process.execPath, [edgeScript], { env: environment, stdio: ['ignore', 'ignore', 'inherit'] });
    await eventually(() => fetch(`${url}/edge/health`));
  });
  after(async () => {
    edge.kill('SIGTERM');
    await once(edge, 'exit');
    await close(gateway.server);
    if (bucket.server.listening) await close(bucket.server);
  });

  it('hands on heads that are larger than the gateway takes, so that the gateway says so', async () => {
    let received = 0;
    onApi = (request, response) => {
      received = String(request.headers['x-long']).length;
      response.end();
    };

    const { status } = await fetch(`${url}/api/v1/cart`, { headers: { 'x-long': 'x'.repeat(20_000) } });

    expect([status, received]).to.deep.equal([200, 20_000]);
  });

  it('hands method, path, query, headers and body to the gateway, with the client in X-Forwarded-For', async () => {
    onApi = async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      response.end(
        JSON.stringify({
          method: request.method,
          url: request.url,
          headers: request.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    };

    const response = await fetch(`${url}/api/v1/cart/lines?a=1`, {
      method: 'POST',
      body: '{"sku":"A"}',
      headers: { 'x-forwarded-for': '203.0.113.9', 'idempotency-key': 'k' },
    });

    const seen = (await response.json()) as { headers: Record<string, string> };
    expect(seen).to.deep.include({ method: 'POST', url: '/api/v1/cart/lines?a=1', body: '{"sku":"A"}' });
    expect(seen.headers).to.deep.include({
      'idempotency-key': 'k',
      host: new URL(url).host,
      'x-forwarded-for': '203.0.113.9, 127.0.0.1',
    });
  });

  it('hands on status, headers and repeated cookies of the answer', async () => {
    onApi = (_request, response) => {
      response.writeHead(409, { 'content-type': 'application/problem+json', 'set-cookie': ['a=1', 'b=2'] }).end('{}');
    };

    const response = await fetch(`${url}/api/v1/checkouts`, { method: 'POST', body: '{}' });

    expect(response.status).to.equal(409);
    expect(response.headers.getSetCookie()).to.deep.equal(['a=1', 'b=2']);
    expect(response.headers.get('content-type')).to.equal('application/problem+json');
  });

  it('passes the first part of an answer on before the gateway has written the last', async () => {
    let finish = () => {};
    onApi = (_request, response) => {
      response.write('first');
      finish = () => response.end('last');
    };

    const response = await fetch(`${url}/api/v1/products`);
    const reader = response.body?.getReader();
    const first = await reader?.read();
    finish();
    const second = await reader?.read();

    expect(Buffer.from(first?.value ?? []).toString()).to.equal('first');
    expect(Buffer.from(second?.value ?? []).toString()).to.equal('last');
  });

  it('serves the pages that explain problems from the gateway', async () => {
    onApi = (request, response) => response.end(`explained: ${request.url}`);

    expect(await (await fetch(`${url}/problems/out-of-stock`)).text()).to.equal('explained: /problems/out-of-stock');
  });

  it('rides out a gateway that restarts in the middle of a read', async () => {
    let answers = 0;
    onApi = (request, response) => {
      answers += 1;
      if (answers === 1) request.socket.destroy();
      else response.end('again');
    };

    expect(await (await fetch(`${url}/api/v1/products`)).text()).to.equal('again');
  });

  it('never repeats a write, and answers a problem with Retry-After when the gateway is away', async () => {
    let answers = 0;
    onApi = (request) => {
      answers += 1;
      request.socket.destroy();
    };

    const response = await fetch(`${url}/api/v1/checkouts`, { method: 'POST', body: '{}' });

    expect(answers).to.equal(1);
    expect(response.status).to.equal(503);
    expect(response.headers.get('retry-after')).to.equal('1');
    expect(await response.json()).to.include({ type: '/problems/dependency-unavailable', status: 503 });
  });

  it('blames a request with two hosts on the client, not on the gateway', async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
      socket.write('GET /api/v1/cart HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n');
    });

    const answer = Buffer.concat(await socket.toArray()).toString();

    expect(answer).to.match(/^HTTP\/1\.1 400 /);
  });

  it('serves the page for every route of the SPA, with the security headers', async () => {
    for (const path of ['/', '/p/lamp', '/c/lamps?sort=newest']) {
      const response = await fetch(url + path);

      expect(await response.text(), path).to.equal(page);
      expect(response.headers.get('content-security-policy'))
        .to.include("default-src 'self'")
        .and.include("img-src 'self' data:");
      expect(response.headers.get('x-content-type-options')).to.equal('nosniff');
      expect(response.headers.get('cache-control')).to.include('must-revalidate');
    }
  });

  it('answers 404 for a file that is not there, instead of the page', async () => {
    expect((await fetch(`${url}/assets/gone.js`)).status).to.equal(404);
    expect((await fetch(`${url}/media/gone.svg`)).status).to.equal(404);
  });

  it('asks the bucket once for an immutable asset, however many want it, and compresses it', async () => {
    const responses = await Promise.all(Array.from({ length: 20 }, () => fetch(`${url}/assets/app.js`)));

    expect(asked.filter((path) => path === '/static/assets/app.js')).to.have.length(1);
    for (const response of responses) {
      expect(response.headers.get('content-encoding')).to.equal('gzip');
      expect(response.headers.get('cache-control')).to.include('immutable');
      expect(await response.text()).to.have.length(5000);
    }
  });

  it('answers 304 to a client that has the file', async () => {
    const { headers } = await fetch(`${url}/media/lamp.svg`);

    const again = await fetch(`${url}/media/lamp.svg`, { headers: { 'if-none-match': headers.get('etag') ?? '' } });

    expect(again.status).to.equal(304);
  });

  it('refuses to write to the bucket', async () => {
    expect((await fetch(`${url}/media/lamp.svg`, { method: 'PUT', body: 'x' })).status).to.equal(405);
  });

  it('goes on serving what it knows while the bucket is away, and says so of the rest', async () => {
    await fetch(`${url}/media/lamp.svg`);
    await close(bucket.server);
    await eventually(async () => (await fetch(`${url}/media/unknown.svg`)).status === 503);

    const response = await fetch(`${url}/media/lamp.svg`);

    expect(await response.text()).to.equal('<svg/>');
  });
});
