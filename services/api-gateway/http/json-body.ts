import type { IncomingMessage } from 'node:http';
import { ServiceError } from '@evermart/kit/problem';
import { readBody } from './read-body.ts';

export interface JsonBody {
  /** As they came: what is passed on. */
  readonly bytes: Buffer;
  readonly value: unknown;
}

const emptyObject: JsonBody = { bytes: Buffer.from('{}'), value: {} };
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * @param optional an empty request counts as `{}`
 * @throws ServiceError `unsupported-media-type` (415), `malformed-body` (400), `body-too-large` (413)
 */
export async function readJsonBody(request: IncomingMessage, { optional = false } = {}): Promise<JsonBody> {
  const contentType = request.headers['content-type'];
  if (contentType === undefined && optional && isEmpty(request)) return emptyObject;
  if (!isJson(contentType)) throw new ServiceError('unsupported-media-type', 'Send the body as application/json.');
  const bytes = await readBody(request);
  if (bytes.length === 0 && optional) return emptyObject;
  return { bytes, value: parse(bytes) };
}

function isEmpty(request: IncomingMessage): boolean {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  return encoding === undefined && (length === undefined || length === '0');
}

/** `application/json`, with or without a UTF-8 charset. */
function isJson(contentType: string | undefined): boolean {
  return contentType !== undefined && /^application\/json\s*(;\s*charset="?utf-?8"?\s*)?;?$/i.test(contentType.trim());
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch (cause) {
    throw new ServiceError('malformed-body', 'The body is not well-formed JSON in UTF-8.', { cause });
  }
}
