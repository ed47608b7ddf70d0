import { hash } from 'node:crypto';
import { flatSecurityHeaders } from '../http/security-headers.ts';

/** A public read as a service answered it: always 200. */
export interface StoredAnswer {
  readonly contentType: string;
  readonly body: Buffer;
  /** Milliseconds since the epoch. */
  readonly storedAtMs: number;
}

/** The same, made ready to be written: on a hit nothing is computed but its age. */
export interface CachedAnswer extends StoredAnswer {
  readonly etag: string;
  /** Names and values in turn, as `writeHead` takes them. */
  readonly head: readonly string[];
  readonly notModifiedHead: readonly string[];
}

/** @param cacheControl what clients and the CDN may do with it */
export function readyToWrite(stored: StoredAnswer, cacheControl: string): CachedAnswer {
  // Weak: a CDN that compresses the body keeps the tag.
  const etag = `W/"${hash('sha1', stored.body, 'base64url')}"`;
  const notModifiedHead = [...flatSecurityHeaders, 'ETag', etag, 'Cache-Control', cacheControl];
  const head = [...notModifiedHead, 'Content-Type', stored.contentType, 'Content-Length', String(stored.body.length)];
  return { ...stored, etag, head, notModifiedHead };
}

/** RFC 9110 13.1.2, weak comparison. */
export function matchesTag(ifNoneMatch: string, etag: string): boolean {
  if (ifNoneMatch === etag || ifNoneMatch === '*') return true;
  const opaque = etag.slice(2);
  return ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === opaque);
}
