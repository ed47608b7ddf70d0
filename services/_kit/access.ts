import { nobody, type Subject } from '@evermart/contracts/http/subject';
import type { ServiceName } from '@evermart/contracts/topology';
import type { Request, RequestHandler } from 'express';
import { ServiceError } from './problem.ts';

export interface Customer extends Subject {
  readonly customerId: string;
}

/** On whose behalf the request comes; nobody, where a service acts for itself. */
export function subjectOf(request: Request): Subject {
  return request.caller?.subject ?? nobody;
}

/** @throws ServiceError `sign-in-required` for a guest, or nobody. */
export function customerOf(request: Request): Customer {
  const subject = subjectOf(request);
  const { customerId } = subject;
  if (customerId === undefined) throw new ServiceError('sign-in-required', 'Sign in to do this.');
  return { ...subject, customerId };
}

/** For paths that only some of the callers in the topology may use: `router.use('/carts/:id/claims', onlyFor('checkout'))`. */
export function onlyFor(...services: readonly ServiceName[]): RequestHandler {
  return (request, _response, next) => {
    const service = request.caller?.service;
    if (service === undefined || !services.includes(service)) {
      throw new ServiceError('forbidden', `This path is for ${services.join(' and ')} only.`);
    }
    next();
  };
}

/** For `/admin` paths: 401 `sign-in-required` for a guest, 403 `forbidden` for a customer outside the group `admin`. */
export const adminsOnly: RequestHandler = (request, _response, next) => {
  const { groups } = customerOf(request);
  if (!groups.includes('admin')) throw new ServiceError('forbidden', 'This needs the group admin.');
  next();
};
