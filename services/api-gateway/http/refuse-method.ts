import { ServiceError } from '@evermart/kit/problem';
import type { RequestHandler } from 'express';

/** For a path that is known, after the handlers of its methods. */
export function refuseMethod(allowed: readonly string[]): RequestHandler {
  const list = allowed.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ');
  return (request, response) => {
    response.set('Allow', list);
    throw new ServiceError('method-not-allowed', `${request.method} is not possible here, but ${list}.`);
  };
}
