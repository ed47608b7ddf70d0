import pino, { type DestinationStream, type Logger } from 'pino';
import { requestContext } from './request-context.ts';

export type { Logger };

/** Members that are cut out wherever a log line holds them: the last guard, since no code should log them at all. */
const redactedMembers = [
  'password',
  'newPassword',
  'token',
  'authorization',
  'cookie',
  'email',
  'secret',
  'apiKey',
  'confirmationCode',
];
const redact = {
  paths: redactedMembers.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
  censor: '[redacted]',
};

/**
 * JSON lines: an event name (`event`) plus fields, with the request's id from its context.
 * Log events, not sentences: `logger.info({ event: 'order.created', orderId })`.
 */
export function createLogger(
  options: { service: string; region: string; level: string },
  destination?: DestinationStream,
): Logger {
  return pino(
    {
      level: options.level,
      base: { service: options.service, region: options.region },
      redact,
      serializers: { err: (error: unknown) => loggedError(error) },
      mixin: () => {
        const requestId = requestContext()?.requestId;
        return requestId === undefined ? {} : { requestId };
      },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    ...(destination === undefined ? [] : [destination]),
  );
}

interface LoggedError {
  readonly type: string;
  readonly message?: string;
  readonly code?: string | number;
  readonly stack?: string;
  readonly cause?: LoggedError;
}

/** Longer chains than this are circles. */
const maxCauses = 8;

/**
 * What a log line tells of an error. Members are named rather than copied, since errors of PostgreSQL and of providers
 * carry rows and answers, and so personal data, in members of their own (`detail`, `where`, `raw`).
 */
function loggedError(error: unknown, causesLeft = maxCauses): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? error.code : undefined;
  return {
    type: name,
    message,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(stack === undefined ? {} : { stack }),
    ...(cause === undefined || causesLeft === 0 ? {} : { cause: loggedError(cause, causesLeft - 1) }),
  };
}
