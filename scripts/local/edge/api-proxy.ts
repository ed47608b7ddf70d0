import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type Dispatcher, Pool } from 'undici';
import { answerUnavailable } from './unavailable.ts';

/** CloudFront's origin response timeout by default; checkout answers within 10 s. */
const responseTimeoutMs = 30_000;
const connectTimeoutMs = 3_000;
const keepAliveTimeoutMs = 60_000;
const connections = 256;
/** CloudFront tries to connect three times. */
const attempts = 3;
const retryDelayMs = 200;

/** Headers of one connection, which a proxy must not hand on (RFC 9110, 7.6.1). */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
]);

/** Streams requests to the gateway and answers back, without looking into either. */
export function createApiProxy(origin: string) {
  const pool = new Pool(origin, {
    connections,
    connectTimeout: connectTimeoutMs,
    headersTimeout: responseTimeoutMs,
    bodyTimeout: responseTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
  });

  return function proxy(request: IncomingMessage, response: ServerResponse): void {
    const hasBody =
      request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined;
    const options: Dispatcher.DispatchOptions = {
      path: request.url ?? '/',
      method: (request.method ?? 'GET') as Dispatcher.HttpMethod,
      headers: forwardedHeaders(request),
      body: hasBody ? request : null,
    };
    // A body can be read once, and a request with one may have had its effect: only reads are tried again.
    const repeatable = !hasBody && (request.method === 'GET' || request.method === 'HEAD');
    attempt(repeatable ? attempts : 1);

    function attempt(left: number): void {
      pool.dispatch(
        options,
        relay(response, async (error) => {
          if (codeOf(error) === 'UND_ERR_INVALID_ARG') return answerBadRequest(response);
          if (left <= 1 || isTimeout(error)) return answerUnavailable(request, response);
          await delay(retryDelayMs);
          attempt(left - 1);
        }),
      );
    }
  };
}

/** Writes what arrives to the client; `onFailure` is called when nothing was written yet. */
function relay(response: ServerResponse, onFailure: (error: Error) => void): Dispatcher.DispatchHandler {
  let abandoned: (() => void) | undefined;
  return {
    onRequestStart(controller) {
      abandoned = () => {
        if (!response.writableFinished) controller.abort(new Error('the client has gone'));
      };
      response.once('close', abandoned);
    },
    onResponseStart(_controller, status, headers) {
      response.writeHead(status, withoutHopByHop(headers));
    },
    onResponseData(controller, chunk) {
      if (response.write(chunk)) return;
      controller.pause();
      response.once('drain', () => controller.resume());
    },
    onResponseEnd() {
      response.end();
    },
    onResponseError(_controller, error) {
      if (abandoned !== undefined) response.off('close', abandoned);
      if (response.destroyed) return;
      if (response.headersSent) response.destroy();
      else onFailure(error);
    },
  };
}

function forwardedHeaders(request: IncomingMessage): string[] {
  const { rawHeaders } = request;
  const headers: string[] = [];
  let forwardedFor = request.socket.remoteAddress ?? '';
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    const value = rawHeaders[index + 1] ?? '';
    const lower = name.toLowerCase();
    if (lower === 'x-forwarded-for') forwardedFor = `${value}, ${forwardedFor}`;
    else if (!hopByHop.has(lower) && !lower.startsWith('x-forwarded-')) headers.push(name, value);
  }
  headers.push('x-forwarded-for', forwardedFor, 'x-forwarded-proto', 'http');
  return headers;
}

function withoutHopByHop(headers: Record<string, string | string[] | undefined>): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined && !hopByHop.has(name)) kept[name] = value;
  }
  return kept;
}

/** What Node lets in and undici does not let out, e.g. two Host headers: CloudFront refuses it as well. */
function answerBadRequest(response: ServerResponse): void {
  response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }).end('Bad request\n');
}

function isTimeout(error: Error): boolean {
  return ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'].includes(codeOf(error));
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : '';
}
