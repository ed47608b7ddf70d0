import { buildQueryString, type HttpHandler, HttpResponse } from '@smithy/core/protocols';
import { Agent } from 'undici';
import { wholeAnswer } from './whole-answer.ts';

export interface AwsHttpOptions {
  readonly connectTimeoutMs: number;
  /** Longest wait for a whole answer, the wait for a free connection included. */
  readonly answerTimeoutMs: number;
}

/** No answer came. The SDK repeats an attempt that failed with this name, see `TRANSIENT_ERROR_CODES` in @smithy/core. */
class NoAwsAnswerError extends Error {
  override readonly name = 'TimeoutError';
}

/**
 * How the AWS clients send: HTTP/1.1 through undici, and no streams, since all answers are small JSON. Of the CPU of a
 * call to a table it takes a third away (0.48 to 0.32 ms; @smithy/undici-http-handler, with its streams, to 0.36), and a
 * purchase makes 13 such calls.
 */
export function awsHttpHandler({ connectTimeoutMs, answerTimeoutMs }: AwsHttpOptions): HttpHandler {
  const agent = new Agent({
    connections: 64,
    pipelining: 1,
    allowH2: false,
    keepAliveTimeout: 30_000,
    connect: { timeout: connectTimeoutMs },
  });
  return {
    metadata: { handlerProtocol: 'http/1.1' },

    async handle({ protocol, hostname, port, method, path, query, headers, body }, { abortSignal } = {}) {
      const search = buildQueryString(query);
      const request = {
        origin: `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`,
        method: method as 'GET' | 'POST' | 'PUT' | 'DELETE',
        path: search === '' ? path : `${path}?${search}`,
        headers,
        body,
      };
      const answer = await wholeAnswer(agent, request, answerTimeoutMs, abortSignal as AbortSignal | undefined).catch(
        (cause: Error) => {
          if (abortSignal?.aborted === true) throw Object.assign(cause, { name: 'AbortError' });
          throw new NoAwsAnswerError(`${hostname} gave no answer: ${cause.message}`, { cause });
        },
      );
      return {
        response: new HttpResponse({
          statusCode: answer.status,
          headers: singleHeaders(answer.headers),
          body: answer.body,
        }),
      };
    },

    destroy() {
      void agent.destroy();
    },
    // Nothing is configurable afterwards.
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
  };
}

function singleHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const single: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) single[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return single;
}
