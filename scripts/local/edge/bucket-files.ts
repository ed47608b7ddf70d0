import type { IncomingMessage, ServerResponse } from 'node:http';
import { createObjectCache, type StoredObject } from './object-cache.ts';
import { securityHeaders } from './security-headers.ts';

export interface BucketFilesOptions {
  readonly bucketUrl: string;
  /** The page served for paths that name no file, so that the SPA's routes can be opened directly. */
  readonly fallback?: string;
  /** Where the object has none of its own. */
  readonly cacheControl?: string;
}

const defaultCacheControl = 'public, max-age=0, must-revalidate';

/** Serves a bucket's objects from a cache in memory. */
export function createBucketFiles({ bucketUrl, fallback, cacheControl = defaultCacheControl }: BucketFilesOptions) {
  const objects = createObjectCache(bucketUrl);

  return async function serve(request: IncomingMessage, response: ServerResponse, pathAndQuery: string): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { ...securityHeaders, allow: 'GET, HEAD' }).end();
      return;
    }
    const key = keyOf(pathAndQuery);
    try {
      const object = key === undefined ? undefined : await find(key);
      if (object === undefined)
        response.writeHead(404, { ...securityHeaders, 'content-type': 'text/plain' }).end('Not found\n');
      else answer(request, response, object);
    } catch {
      const headers = {
        ...securityHeaders,
        'content-type': 'text/plain',
        'retry-after': '1',
        'cache-control': 'no-store',
      };
      response.writeHead(503, headers).end('The shop is not available at the moment. Try again shortly.\n');
    }
  };

  async function find(key: string): Promise<StoredObject | undefined> {
    const object = key === '' ? undefined : await objects.get(key);
    if (object !== undefined || fallback === undefined || namesFile(key)) return object;
    return objects.get(fallback);
  }

  function answer(request: IncomingMessage, response: ServerResponse, object: StoredObject): void {
    const headers = {
      ...securityHeaders,
      'content-type': object.contentType,
      'cache-control': object.cacheControl ?? cacheControl,
      etag: object.etag,
      ...(object.gzipped === undefined ? {} : { vary: 'Accept-Encoding' }),
    };
    if (request.headers['if-none-match'] === object.etag) {
      response.writeHead(304, headers).end();
      return;
    }
    const zipped = object.gzipped !== undefined && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    const body = zipped ? object.gzipped : object.body;
    response.writeHead(200, {
      ...headers,
      'content-length': body?.length ?? 0,
      ...(zipped ? { 'content-encoding': 'gzip' } : {}),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  }
}

/** `undefined` for a path that can't be a key. */
function keyOf(pathAndQuery: string): string | undefined {
  const [path = ''] = pathAndQuery.split('?');
  try {
    const key = decodeURIComponent(path);
    return key.includes('\0') || key.split('/').includes('..') ? undefined : key;
  } catch {
    return undefined;
  }
}

function namesFile(key: string): boolean {
  return /\.[a-z0-9]+$/i.test(key);
}
