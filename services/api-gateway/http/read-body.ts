import type { IncomingMessage } from 'node:http';
import { ServiceError } from '@evermart/kit/problem';

/** What a JSON body of the public API may weigh, in bytes. */
export const maxBodyBytes = 64 * 1024;

/**
 * The whole body. The rest of one that is too large is let through and dropped, so that the client gets to read the answer
 * and the connection stays usable.
 *
 * @throws ServiceError `body-too-large` (413), `unsupported-media-type` (415) for a compressed one, `malformed-body` (400) for half of one
 */
export async function readBody(request: IncomingMessage, maxBytes = maxBodyBytes): Promise<Buffer> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    throw new ServiceError('unsupported-media-type', 'Send the body without Content-Encoding.');
  }
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) break;
      chunks.push(chunk);
    }
  } catch (cause) {
    throw new ServiceError('malformed-body', 'The body ended before it was complete.', { cause });
  }
  if (size > maxBytes) {
    request.resume();
    throw new ServiceError('body-too-large', `The body is larger than ${maxBytes / 1024} KB.`);
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}
