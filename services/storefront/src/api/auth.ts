import { api } from './api.ts';

export interface SessionCustomer {
  id: string;
  email: string;
  name?: string | null;
  groups: string[];
}

export interface Session {
  signedIn: boolean;
  customer?: SessionCustomer;
}

export const readSession = (signal?: AbortSignal) => api.get<Session>('/auth/session', { signal });

export const signUp = (account: { email: string; password: string; name: string }) =>
  api.post<{ confirmationRequired: boolean }>('/auth/sign-up', account);

export const confirmSignUp = (email: string, code: string) => api.post<void>('/auth/confirmation', { email, code });

/** Also merges the guest's cart into the customer's. */
export const signIn = (email: string, password: string) => api.post<Session>('/auth/sign-in', { email, password });

export const signOut = () => api.post<void>('/auth/sign-out', {});

export const requestPasswordReset = (email: string) => api.post<void>('/auth/password-reset', { email });

export const setNewPassword = (email: string, code: string, newPassword: string) =>
  api.post<void>('/auth/password-reset', { email, code, newPassword });
