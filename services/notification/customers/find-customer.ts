import { Profile } from '@evermart/contracts/http/user';
import type { ServiceClient } from '@evermart/kit/http-client';
import { isServiceError } from '@evermart/kit/problem';

/** @throws ServiceError `dependency-unavailable` */
export function createCustomerLookup(user: ServiceClient) {
  return async function findCustomer(customerId: string): Promise<Profile | undefined> {
    try {
      return await user.call({ method: 'GET', path: `/customers/${encodeURIComponent(customerId)}` }, Profile);
    } catch (error) {
      if (isServiceError(error, 'not-found')) return undefined;
      throw error;
    }
  };
}
