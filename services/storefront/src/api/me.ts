import type { Address } from './address.ts';
import { api } from './api.ts';

export interface Profile {
  id: string;
  email: string;
  name?: string | null;
}

export interface SavedAddress extends Address {
  id: string;
}

const addressPath = (id: string) => `/me/addresses/${encodeURIComponent(id)}`;

export const readProfile = (signal?: AbortSignal) => api.get<Profile>('/me', { signal });

export const changeProfile = (change: { name: string }) => api.patch<Profile>('/me', change);

export const listAddresses = (signal?: AbortSignal) => api.get<{ items: SavedAddress[] }>('/me/addresses', { signal });

export const addAddress = (address: Address) => api.post<SavedAddress>('/me/addresses', address);

export const replaceAddress = (id: string, address: Address) => api.put<SavedAddress>(addressPath(id), address);

export const removeAddress = (id: string) => api.remove<void>(addressPath(id));

/** Everything the shop holds about this customer, as the API gives it. */
export const exportData = () => api.get<unknown>('/me/export');

/** Erases the customer; the session ends with it. */
export const eraseAccount = () => api.remove<void>('/me');
