import type { Problem } from '@evermart/contracts/http/problem';
import { type ProblemCode, problemStatuses, problemTitles } from '@evermart/contracts/http/problem-codes';

export interface FieldError {
  path: string;
  message: string;
}

export interface ServiceErrorOptions extends ErrorOptions {
  errors?: FieldError[];
  retryAfterSeconds?: number;
  checkoutId?: string;
}

/** An error that the client may know. Everything else is answered as `internal` without its cause. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: ProblemCode;
  readonly errors: FieldError[] | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly checkoutId: string | undefined;

  constructor(code: ProblemCode, detail: string, options: ServiceErrorOptions = {}) {
    super(detail, options);
    this.code = code;
    this.errors = options.errors;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.checkoutId = options.checkoutId;
  }

  get status(): number {
    return problemStatuses[this.code];
  }
}

export function isServiceError(error: unknown, ...codes: ProblemCode[]): error is ServiceError {
  return error instanceof ServiceError && (codes.length === 0 || codes.includes(error.code));
}

/** `Retry-After` for an answer that asks to come again, in seconds. */
const defaultRetryAfterSeconds = 1;

export function unavailable(what: string, cause: unknown): ServiceError {
  return new ServiceError('dependency-unavailable', `${what} is not available at the moment. Try again shortly.`, {
    cause,
    retryAfterSeconds: defaultRetryAfterSeconds,
  });
}

export function problemBody(error: ServiceError, requestId: string): Problem {
  return {
    type: `/problems/${error.code}`,
    title: problemTitles[error.code],
    status: error.status,
    detail: error.message,
    requestId,
    ...(error.errors === undefined ? {} : { errors: error.errors }),
    ...(error.checkoutId === undefined ? {} : { checkoutId: error.checkoutId }),
  };
}
