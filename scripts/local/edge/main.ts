/**
 * The edge of a local start: behaves as CloudFront does in production. `/api/*` and `/problems/*` go to the gateway,
 * `/media/*` to the media bucket, everything else to the static bucket with the SPA's page as the fallback.
 */
import { createServer } from 'node:http';
import { required } from '../stores/server-environment.ts';
import { createApiProxy } from './api-proxy.ts';
import { createBucketFiles } from './bucket-files.ts';

/** Longer than browsers and load generators keep an idle connection. */
const keepAliveTimeoutMs = 75_000;
/** More than the gateway takes: what is too large is refused there, with a problem document. */
const maxHeaderSize = 64 * 1024;

const host = required('HOST');
const port = Number(required('PORT'));
const s3Url = required('S3_URL');

const proxy = createApiProxy(required('API_ORIGIN'));
const site = createBucketFiles({ bucketUrl: `${s3Url}/${required('STATIC_BUCKET')}`, fallback: 'index.html' });
const media = createBucketFiles({
  bucketUrl: `${s3Url}/${required('MEDIA_BUCKET')}`,
  cacheControl: 'public, max-age=3600',
});

const server = createServer({ keepAliveTimeout: keepAliveTimeoutMs, maxHeaderSize }, (request, response) => {
  const path = request.url ?? '/';
  if (path.startsWith('/api/') || path.startsWith('/problems/')) proxy(request, response);
  else if (path === '/edge/health') response.end('ok');
  else if (path.startsWith('/media/')) media(request, response, path.slice(1));
  else site(request, response, path.slice(1));
});
server.listen(port, host);
// Browsers may try the IPv6 loopback first for `localhost`; a machine without IPv6 has none to listen on.
const loopback6 =
  host === '127.0.0.1' ? createServer({ keepAliveTimeout: keepAliveTimeoutMs, maxHeaderSize }) : undefined;
loopback6?.on('error', () => {});
loopback6?.on('request', (request, response) => server.emit('request', request, response));
loopback6?.listen(port, '::1');

process.once('SIGTERM', () => {
  loopback6?.close();
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  setTimeout(() => process.exit(0), 2000).unref();
});
