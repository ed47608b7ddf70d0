import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { ProviderError } from './provider-error.ts';

const bodyErrors = new Map([
  ['entity.parse.failed', 'the body is not JSON'],
  ['entity.too.large', 'the body is too large'],
]);

/** Answers `{ code, message }`. Request bodies are neither logged nor repeated: they might hold card data. */
export const errorHandler =
  (log: Logger): ErrorRequestHandler =>
  (error, request, response, _next) => {
    if (error instanceof ProviderError) {
      response.status(error.status).json({ code: error.code, message: error.message });
    } else if (isRequestError(error)) {
      const message = bodyErrors.get(error.type ?? '') ?? 'the request cannot be read';
      response.status(error.status).json({ code: 'malformed_body', message });
    } else {
      log.error({ event: 'request_failed', method: request.method, err: error }, 'request failed');
      response.status(500).json({ code: 'internal_error', message: 'the provider failed: repeat with the same key' });
    }
  };

/** Express and its body parser say with a status what is the client's fault; the latter with a type, too. */
const isRequestError = (error: unknown): error is { status: number; type?: string } =>
  error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500;
