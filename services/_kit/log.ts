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
