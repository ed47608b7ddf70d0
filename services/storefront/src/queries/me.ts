import { queryOptions } from '@tanstack/react-query';
import { listAddresses, readProfile } from '../api/me.ts';

export const profileQuery = queryOptions({
  queryKey: ['me', 'profile'],
  queryFn: ({ signal }) => readProfile(signal),
});

export const addressesQuery = queryOptions({
  queryKey: ['me', 'addresses'],
  queryFn: ({ signal }) => listAddresses(signal),
});
