import { callersOf, type ServiceName, services } from '@evermart/contracts/topology';
import { subnetCidrs } from '../network/subnet-cidrs.ts';

/** What a service's NetworkPolicy opens; everything else is closed. */
export interface ServiceNetwork {
  /** Services whose pods may call it. */
  readonly callers: readonly ServiceName[];
  /** Services that it calls. */
  readonly callees: readonly { readonly service: ServiceName; readonly port: number }[];
  /** Ranges that may call it from outside the cluster: the load balancer's subnets, for the gateway. */
  readonly publicFrom: readonly string[];
  /** Its stores' ports, in the data subnets. */
  readonly stores: readonly { readonly store: Store; readonly port: number }[];
  /** The data subnets: where the stores are, and what HTTPS to AWS and payment providers leaves out. */
  readonly dataRanges: readonly string[];
}

type Store = 'aurora' | 'redis' | 'opensearch';
const storePorts: Readonly<Record<Store, number>> = { aurora: 5432, redis: 6379, opensearch: 443 };

/** @param network the region's range and how many zones it has, from which its subnets follow */
export function networkOf(
  service: ServiceName,
  network: { readonly cidr: string; readonly zones: number },
): ServiceNetwork {
  const { calls, exposure, database, redis, openSearch } = services[service];
  const cidrs = subnetCidrs(network.cidr, network.zones);
  const stores: Store[] = [];
  if (database !== undefined) stores.push('aurora');
  if (redis) stores.push('redis');
  if (openSearch) stores.push('opensearch');
  return {
    callers: callersOf(service),
    callees: calls.map((callee) => ({ service: callee, port: services[callee].port })),
    publicFrom: exposure === 'public' ? cidrs.public : [],
    stores: stores.map((store) => ({ store, port: storePorts[store] })),
    dataRanges: cidrs.data,
  };
}
