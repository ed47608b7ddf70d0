import { createServiceClient, type ServiceClient } from '@evermart/kit/http-client';
import type { TokenMinter } from '@evermart/kit/internal-token';
import type { Endpoint, Target } from '../endpoints/endpoint.ts';

export type ServiceUrls = Readonly<Record<Target['service'], string>>;

export interface ServiceClientsOptions {
  readonly urls: ServiceUrls;
  readonly mintToken: TokenMinter;
  readonly timeoutMs: number;
  readonly checkoutTimeoutMs: number;
  readonly connections: number;
}

export type ServiceClients = Readonly<Record<Target['service'], ServiceClient>> & {
  /** How long to wait for an endpoint's answer. */
  waitMs(endpoint: Endpoint): number;
  close(): Promise<void>;
};

/** One client a service, with a pool of connections each. */
export function createServiceClients(options: ServiceClientsOptions): ServiceClients {
  const { urls, mintToken, timeoutMs, checkoutTimeoutMs, connections } = options;
  const client = (service: Target['service']) =>
    createServiceClient({ service, baseUrl: urls[service], mintToken, timeoutMs, connections });
  const clients = {
    catalog: client('catalog'),
    search: client('search'),
    cart: client('cart'),
    checkout: client('checkout'),
    order: client('order'),
    payment: client('payment'),
    user: client('user'),
    notification: client('notification'),
    recommendations: client('recommendations'),
  };
  return {
    ...clients,
    waitMs: ({ wait }) => (wait === 'checkout' ? checkoutTimeoutMs : timeoutMs),
    close: async () => {
      await Promise.all(Object.values(clients).map((each) => each.close()));
    },
  };
}
