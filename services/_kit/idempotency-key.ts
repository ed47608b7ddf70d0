import type { IncomingMessage } from 'node:http';
import { IdempotencyKey } from '@evermart/contracts/http/checkout';
import { ServiceError } from './problem.ts';

/**
 * The request's Idempotency-Key header.
 *
 * @param forWhat what a key stands for, as the client is told: `purchase`
 * @throws ServiceError `idempotency-key-missing`; `validation-failed` unless it is 1 to 255 printable characters
 */
export function idempotencyKeyOf({ headers }: IncomingMessage, forWhat: string): string {
  const header = headers['idempotency-key'];
  if (header === undefined || header === '') {
    throw new ServiceError(
      'idempotency-key-missing',
      `Send an Idempotency-Key header: a new random value for each ${forWhat}.`,
    );
  }
  const key = IdempotencyKey.safeParse(header);
  if (key.success) return key.data;
  throw new ServiceError('validation-failed', 'The Idempotency-Key header is not valid: see errors.', {
    errors: key.error.issues.map(({ message }) => ({ path: 'Idempotency-Key', message })),
  });
}
