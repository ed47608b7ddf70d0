import { ApiProblem, readProblem } from './problem.ts';

/** The API promises an answer within 10 s, also for a checkout; twice that means that none will come. */
const answerTimeoutMs = 20_000;

type Query = Record<string, string | number | boolean | undefined>;

interface ApiRequest {
  query?: Query;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
}

/**
 * A client of the JSON API at `baseUrl`. Every method resolves with the parsed body (undefined for 204)
 * and rejects with an `ApiProblem`, except that an abort through `signal` rejects as fetch does.
 */
export function createApiClient(baseUrl: string, { timeoutMs = answerTimeoutMs } = {}) {
  async function send<T>(method: string, path: string, request: ApiRequest = {}): Promise<T> {
    const response = await answer(method, path, request);
    if (!response.ok) throw await readProblem(response);
    if (response.status === 204) return undefined as T;
    return (await readBody(response)) as T;
  }

  async function answer(method: string, path: string, { query, body, headers, signal }: ApiRequest): Promise<Response> {
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      return await fetch(`${baseUrl}${path}${queryString(query)}`, {
        method,
        credentials: 'same-origin',
        signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
        headers: {
          Accept: 'application/json, application/problem+json',
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (cause) {
      if (signal?.aborted) throw cause;
      throw new ApiProblem({ status: 0, code: 'unreachable', title: 'The shop could not be reached' }, { cause });
    }
  }

  return {
    get: <T>(path: string, request?: ApiRequest) => send<T>('GET', path, request),
    post: <T>(path: string, body?: unknown, request?: ApiRequest) => send<T>('POST', path, { ...request, body }),
    put: <T>(path: string, body: unknown) => send<T>('PUT', path, { body }),
    patch: <T>(path: string, body: unknown) => send<T>('PATCH', path, { body }),
    remove: <T>(path: string) => send<T>('DELETE', path),
  };
}

function queryString(query: Query = {}): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

async function readBody(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    throw new ApiProblem(
      { status: response.status, code: 'unexpected-answer', title: 'The shop gave an answer that makes no sense' },
      { cause },
    );
  }
}
