import type { Logger } from '@evermart/kit/log';
import { remainingMs } from '@evermart/kit/request-context';
import { type API, type Client, errors } from '@opensearch-project/opensearch';
import { ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import { productsAlias } from './product-index.ts';

/** The index gave no answer that can be used, for whatever reason: catalog's is better than none. */
export class IndexUnavailableError extends Error {
  override readonly name = 'IndexUnavailableError';
}

export interface IndexReaderDeps {
  readonly client: Client;
  readonly logger: Logger;
  readonly timeoutMs: number;
}

const failuresToOpen = 3;
const reopenAfterMs = 1_000;

/** A request that OpenSearch does not understand is no sign that the next one will fare as badly. */
function isTrouble(error: unknown): boolean {
  return !(error instanceof errors.ResponseError && error.statusCode === 400);
}

/** Asks the index that is live. After three failures in a row it asks once a second only, until an answer comes. */
export function createIndexReader({ client, logger, timeoutMs }: IndexReaderDeps) {
  const breaker = circuitBreaker(handleWhen(isTrouble), {
    halfOpenAfter: reopenAfterMs,
    breaker: new ConsecutiveBreaker(failuresToOpen),
  });
  let degraded = false;

  /** @throws IndexUnavailableError */
  return async function ask(body: API.Search_RequestBody): Promise<API.Search_ResponseBody> {
    try {
      const answer = await breaker.execute(() => search(body));
      if (degraded) logger.info({ event: 'search.restored' });
      degraded = false;
      return answer;
    } catch (cause) {
      if (!degraded) logger.warn({ event: 'search.degraded', err: cause });
      degraded = true;
      throw new IndexUnavailableError('the index gave no answer', { cause });
    }
  };

  async function search(body: API.Search_RequestBody): Promise<API.Search_ResponseBody> {
    // Half of what the caller still waits: the other half is catalog's.
    const requestTimeout = Math.ceil(Math.min(timeoutMs, Math.max(1, remainingMs() / 2)));
    const { body: answer } = await client.search(
      { index: productsAlias, body, request_cache: true },
      { requestTimeout, maxRetries: 0 },
    );
    if (answer.timed_out || answer._shards.failed > 0) throw new Error('OpenSearch answered in part only');
    return answer;
  }
}
export type AskIndex = ReturnType<typeof createIndexReader>;
