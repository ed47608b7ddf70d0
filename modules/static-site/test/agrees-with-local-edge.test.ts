import { createServer, type RequestListener, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { createBucketFiles } from '../../../scripts/local/edge/bucket-files.ts';
import { runAtEdge } from './run-at-edge.ts';

/** What a build of the storefront leaves in the bucket. */
const objects = ['index.html', 'favicon.svg', 'assets/index-1a2b.js', 'assets/naïve.css', 'errors/unavailable.json'];

const servers: Server[] = [];

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

interface Served {
  readonly status: number;
  /** The object, whose content is its key. */
  readonly body: string;
}

/** By hand, since clients that tidy paths up would hide what is looked for. */
function get(url: string, path: string): Promise<Served> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    request({ hostname, port, path, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    })
      .on('error', reject)
      .end();
  });
}

const paths = [
  '/',
  '/index.html',
  '/favicon.svg',
  '/assets/index-1a2b.js',
  '/assets/index-1a2b.js?v=2',
  '/assets/gone-9z9z.js',
  '/assets/na%C3%AFve.css',
  '/assets/',
  '/assets',
  '/products/oak-table',
  '/products/oak%20table',
  '/products/oak-table/',
  '/search?q=shoes.png',
  '/a.b/c',
  '/v1.2',
  '/.well-known/security.txt',
  '/errors/unavailable.json',
  '/%E0%A4%A',
  '/%2e%2e/index.html',
  '/a/../favicon.svg',
  '/a%00.js',
  '/favicon%2Esvg',
];

describe('the site at CloudFront and at the local edge', () => {
  let bucket: string;
  let local: string;

  before(async () => {
    bucket = await listen(({ url = '' }, response) => {
      const key = decodeURIComponent(url.slice(1));
      response.statusCode = objects.includes(key) ? 200 : 404;
      response.setHeader('etag', `"${key.length}"`).end(objects.includes(key) ? key : '');
    });
    const serve = createBucketFiles({ bucketUrl: bucket, fallback: 'index.html' });
    local = await listen((incoming, response) => void serve(incoming, response, (incoming.url ?? '/').slice(1)));
  });

  after(() => {
    for (const server of servers) server.close();
  });

  /** CloudFront sends the path to the bucket without its query. */
  async function atCloudFront(path: string): Promise<Served> {
    const outcome = runAtEdge('shop.example', path);
    if ('statusCode' in outcome) return { status: outcome.statusCode, body: '' };
    return get(bucket, outcome.uri);
  }

  for (const path of paths) {
    it(`show the same for ${path}`, async () => {
      const [there, here] = await Promise.all([atCloudFront(path), get(local, path)]);

      expect(there.status).to.equal(here.status);
      if (here.status === 200) expect(there.body).to.equal(here.body);
    });
  }
});
