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

const everyMs = 200;

/** Looks at a service all the time while something is done to it: what came of that, and the fewest pods that were ready. */
export async function watchingReady<Result>(
  api: ApiClient,
  { namespace, service }: { readonly namespace: string; readonly service: string },
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly fewest: number }> {
  const done = new AbortController();
  const watching = fewestReady();
  watching.catch(() => {});
  try {
    const result = await work();
    done.abort();
    return { result, fewest: await watching };
  } finally {
    done.abort();
  }

  async function fewestReady(): Promise<number> {
    let fewest = Number.POSITIVE_INFINITY;
    do {
      fewest = Math.min(fewest, await readyEndpoints(api, namespace, service));
      await delay(everyMs, undefined, { signal: done.signal }).catch(() => {});
    } while (!done.signal.aborted);
    return fewest;
  }
}
