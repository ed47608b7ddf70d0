import { gzipSync } from 'node:zlib';
import { request } from 'undici';

export interface StoredObject {
  readonly body: Buffer;
  /** Present where it is worth it. */
  readonly gzipped?: Buffer;
  readonly contentType: string;
  readonly etag: string;
  readonly cacheControl?: string;
}

interface Entry {
  readonly object: StoredObject | undefined;
  readonly freshUntilMs: number;
}

const maxBytes = 64 * 1024 * 1024;
/** Of the key and the rest, so that names of nothing are bounded too. */
const entryBytes = 512;
/** A new storefront or picture shows within this time; what its name makes immutable is asked for once. */
const freshMs = 1000;
const timeoutMs = 3000;
const minGzipBytes = 1024;

/** Objects of one bucket by key, asked for once however many want them; a stale one is served while the bucket is away. */
export function createObjectCache(bucketUrl: string) {
  const entries = new Map<string, Entry>();
  const pending = new Map<string, Promise<Entry>>();
  let bytes = 0;

  return {
    /** `undefined` when the bucket has no such object. @throws Error when the bucket is away and the key was never read. */
    async get(key: string): Promise<StoredObject | undefined> {
      const known = entries.get(key);
      if (known !== undefined && performance.now() < known.freshUntilMs) return known.object;
      try {
        return (await refresh(key)).object;
      } catch (error) {
        if (known === undefined) throw error;
        return known.object;
      }
    },
  };

  function refresh(key: string): Promise<Entry> {
    const running = pending.get(key);
    if (running !== undefined) return running;
    const started = read(key)
      .then((entry) => remember(key, entry))
      .finally(() => pending.delete(key));
    pending.set(key, started);
    return started;
  }

  async function read(key: string): Promise<Entry> {
    const path = key.split('/').map(encodeURIComponent).join('/');
    const { statusCode, headers, body } = await request(`${bucketUrl}/${path}`, {
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    });
    const content = Buffer.from(await body.arrayBuffer());
    if (statusCode === 404 || statusCode === 403)
      return { object: undefined, freshUntilMs: performance.now() + freshMs };
    if (statusCode !== 200) throw new Error(`the bucket answers ${statusCode}`);
    const contentType = String(headers['content-type'] ?? 'application/octet-stream');
    const cacheControl = headers['cache-control'];
    const object: StoredObject = {
      body: content,
      contentType,
      etag: String(headers.etag),
      ...(typeof cacheControl === 'string' ? { cacheControl } : {}),
      ...(isText(contentType) && content.length >= minGzipBytes ? { gzipped: gzipSync(content) } : {}),
    };
    const immutable = object.cacheControl?.includes('immutable') === true;
    return { object, freshUntilMs: immutable ? Number.POSITIVE_INFINITY : performance.now() + freshMs };
  }

  /** The oldest give way. */
  function remember(key: string, entry: Entry): Entry {
    bytes += sizeOf(entry) - sizeOf(entries.get(key));
    entries.delete(key);
    entries.set(key, entry);
    for (const [oldestKey, oldest] of entries) {
      if (bytes <= maxBytes) break;
      bytes -= sizeOf(oldest);
      entries.delete(oldestKey);
    }
    return entry;
  }
}

function sizeOf(entry: Entry | undefined): number {
  if (entry === undefined) return 0;
  return entryBytes + (entry.object?.body.length ?? 0) + (entry.object?.gzipped?.length ?? 0);
}

function isText(contentType: string): boolean {
  return /^(text\/|image\/svg|application\/(json|javascript|manifest))/.test(contentType);
}
