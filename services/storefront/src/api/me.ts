import type { Address } from './address.ts';
import { api } from './api.ts';

export type Locale = 'en' | 'de';

export interface Profile {
  id: string;
  email: string;
  name: string;
  /** The language of e-mails. */
  locale: Locale;
  marketingEmails: boolean;
}

export interface NewSavedAddress extends Address {
  /** The address that a checkout starts with; making one the default takes it from the other. */
  isDefault: boolean;
}

export interface SavedAddress extends NewSavedAddress {
  id: string;
}

export type ProfileChange = Pick<Profile, 'name' | 'locale' | 'marketingEmails'>;

const addressPath = (id: string) => `/me/addresses/${encodeURIComponent(id)}`;

export const readProfile = (signal?: AbortSignal) => api.get<Profile>('/me', { signal });

export const changeProfile = (change: ProfileChange) => api.patch<Profile>('/me', change);

export const listAddresses = (signal?: AbortSignal) => api.get<{ items: SavedAddress[] }>('/me/addresses', { signal });

export const addAddress = (address: NewSavedAddress) => api.post<SavedAddress>('/me/addresses', address);

export const replaceAddress = (id: string, address: NewSavedAddress) => api.put<SavedAddress>(addressPath(id), address);

export const removeAddress = (id: string) => api.remove<void>(addressPath(id));
