import type { Order } from '@evermart/contracts/http/order';
import { ServiceError } from '@evermart/kit/problem';

export function noOrder(): ServiceError {
  return new ServiceError('not-found', 'There is no such order.');
}

export function impossible(wish: string, { status }: Order): ServiceError {
  return new ServiceError('invalid-state', `The order is ${status} and can not be ${wish}.`);
}
