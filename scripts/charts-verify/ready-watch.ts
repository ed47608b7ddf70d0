import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { ApiClient } from './api-client.ts';

const Slice = z.object({
  endpoints: z.array(z.object({ conditions: z.object({ ready: z.boolean().optional() }) })).nullish(),
});

/** How many pods of a service get requests: the ready endpoints behind its name. */
export async function readyEndpoints(api: ApiClient, namespace: string, service: string): Promise<number> {
  const path = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`;
  const slices = await api.list(path, `kubernetes.io/service-name=${service}`);
  return slices
    .flatMap((slice) => Slice.parse(slice).endpoints ?? [])
    .filter(({ conditions }) => conditions.ready === true).length;
}

export interface ReadyWatch {
  /** The fewest that were ready since it began. */
  stop(): Promise<number>;
}

const everyMs = 200;

/** Looks at a service all the time while something is done to it. */
export function watchReady(api: ApiClient, namespace: string, service: string): ReadyWatch {
  const stopped = new AbortController();
  const work = (async () => {
    let fewest = Number.POSITIVE_INFINITY;
    do {
      fewest = Math.min(fewest, await readyEndpoints(api, namespace, service));
      await delay(everyMs, undefined, { signal: stopped.signal }).catch(() => {});
    } while (!stopped.signal.aborted);
    return fewest;
  })();
  work.catch(() => {});
  return {
    stop() {
      stopped.abort();
      return work;
    },
  };
}
