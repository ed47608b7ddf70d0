import type { Logger } from '@evermart/kit/log';
import { remainingMs } from '@evermart/kit/request-context';
import type { Client, Types } from '@opensearch-project/opensearch';
import { ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import { productsAlias } from './product-index.ts';

export type IndexRequest = Types.Core_Msearch.MultisearchBody;
export type IndexAnswer = Types.Core_Msearch.MultiSearchItem;

/** The index gave no answer that can be used, for whatever reason: catalog's is better than none. */
export class IndexUnavailableError extends Error {
  override readonly name = 'IndexUnavailableError';
}

/** A request that OpenSearch does not understand is no sign that the next one will fare as badly. */
class RefusedRequestError extends Error {
  override readonly name = 'RefusedRequestError';
}

export interface IndexReaderDeps {
  readonly client: Client;
  readonly logger: Logger;
  readonly timeoutMs: number;
}

const failuresToOpen = 3;
const reopenAfterMs = 1_000;

/**
 * Asks the index that is live, several things in one round trip. After three failures in a row it asks once a second
 * only, until an answer comes.
 */
export function createIndexReader({ client, logger, timeoutMs }: IndexReaderDeps) {
  const breaker = circuitBreaker(
    handleWhen((error) => !(error instanceof RefusedRequestError)),
    { halfOpenAfter: reopenAfterMs, breaker: new ConsecutiveBreaker(failuresToOpen) },
  );
  let degraded = false;

  /** The answers in the order of the requests. @throws IndexUnavailableError */
  return async function ask(requests: readonly IndexRequest[]): Promise<IndexAnswer[]> {
    try {
      const answers = await breaker.execute(() => search(requests));
      if (degraded) logger.info({ event: 'search.restored' });
      degraded = false;
      return answers;
    } catch (cause) {
      if (!degraded) logger.warn({ event: 'search.degraded', err: cause });
      degraded = true;
      throw new IndexUnavailableError('the index gave no answer', { cause });
    }
  };

  async function search(requests: readonly IndexRequest[]): Promise<IndexAnswer[]> {
    // Half of what the caller still waits: the other half is catalog's.
    const requestTimeout = Math.ceil(Math.min(timeoutMs, Math.max(1, remainingMs() / 2)));
    const { body } = await client.msearch(
      { body: requests.flatMap((request) => [{ index: productsAlias, request_cache: true }, request]) },
      { requestTimeout },
    );
    return body.responses.map(wholeAnswer);
  }
}
export type AskIndex = ReturnType<typeof createIndexReader>;

function wholeAnswer(item: Types.Core_Msearch.ResponseItem): IndexAnswer {
  if ('error' in item) {
    const message = `OpenSearch answered ${item.status}: ${item.error.type}`;
    throw item.status === 400 ? new RefusedRequestError(message) : new Error(message);
  }
  if (item.timed_out || item._shards.failed > 0) throw new Error('OpenSearch answered in part only');
  return item;
}
