import { unavailable } from '@evermart/kit/problem';
import { NoAnswerInTimeError, wholeAnswer } from '@evermart/kit/whole-answer';
import { Pool } from 'undici';
import { ProviderFailure, waitFor, withRepeats } from '../call-deadline.ts';

export interface SandboxRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
  readonly idempotencyKey?: string;
}

export interface SandboxAnswer {
  /** Below 500. */
  readonly status: number;
  readonly body: unknown;
  /** The first answer to this key, which may be older than the payment's present state. */
  readonly replayed: boolean;
}

/** Enough that payments which hang until their timeout don't keep the others waiting. */
const connections = 512;

/** Calls the sandbox provider: a definite answer, or `dependency-unavailable`. */
export function createSandboxHttp({ baseUrl, timeoutMs }: { baseUrl: string; timeoutMs: number }) {
  const pool = new Pool(baseUrl, { connections, connectTimeout: 1_000, keepAliveTimeout: 30_000 });

  /** @throws ServiceError `dependency-unavailable` */
  async function send(request: SandboxRequest): Promise<SandboxAnswer> {
    try {
      return await withRepeats(() => sendOnce(request));
    } catch (cause) {
      throw unavailable('The payment provider', cause);
    }
  }

  async function sendOnce({ method, path, body, idempotencyKey }: SandboxRequest): Promise<SandboxAnswer> {
    const waitMs = waitFor(timeoutMs);
    if (waitMs <= 0) throw new Error('the deadline has passed');
    const answer = await wholeAnswer(
      pool,
      {
        method,
        path,
        headers: {
          'content-type': 'application/json',
          ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        },
        body: body === undefined ? null : JSON.stringify(body),
      },
      waitMs,
    ).catch((cause: unknown) => {
      throw cause instanceof NoAnswerInTimeError ? cause : new ProviderFailure('the connection failed', { cause });
    });
    if (answer.status >= 500) throw new ProviderFailure(`the provider answered ${answer.status}`);
    return {
      status: answer.status,
      body: bodyOf(answer.body),
      replayed: answer.headers['idempotent-replayed'] === 'true',
    };
  }

  return { send, close: () => pool.destroy() };
}

function bodyOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new ProviderFailure('the answer is no JSON', { cause });
  }
}
