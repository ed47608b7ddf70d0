import { createApiClient } from './client.ts';

/** The shop's API: same origin in production, and proxied there in development. */
export const api = createApiClient('/api/v1');
