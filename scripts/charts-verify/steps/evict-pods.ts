import { messageOf } from '../api-client.ts';
import { setSchedulable } from '../fake-nodes.ts';
import { untilNothingMissing } from '../poll.ts';
import { releaseIn, replicasOf } from '../service-facts.ts';
import { demand, demandEqual, type Trial } from '../trial.ts';
import { deploymentMissing, podsOf, type ServicePod } from '../workloads.ts';

/** A drain may take one pod; the next has to wait until the first is replaced. */
export async function evictPods({ api, primary, signal }: Trial): Promise<string> {
  const order = releaseIn(primary, 'order');
  const { namespace } = order;
  const evict = ({ metadata: { name } }: ServicePod, query = '') =>
    api.call(`/api/v1/namespaces/${namespace}/pods/${name}/eviction${query}`, {
      method: 'POST',
      body: { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } },
    });
  const [first, second] = await podsOf(api, namespace, 'order');
  demand(first !== undefined && second !== undefined, 'order has fewer than two pods');

  // So that what replaces the first is not there before the second is asked for.
  await setSchedulable(api, false);
  const taken = await evict(first);
  demandEqual(taken.status, 201, 'the first eviction');
  const refused = await evict(second);
  demandEqual(refused.status, 429, 'the second eviction');
  demand(messageOf(refused).includes('disruption budget'), messageOf(refused));

  await setSchedulable(api, true);
  await untilNothingMissing(() => deploymentMissing(api, namespace, 'order', replicasOf(order)), {
    signal,
    timeoutMs: 30_000,
  });
  await untilNothingMissing(
    async () => {
      const { status } = await evict(second, '?dryRun=All');
      return status === 201 ? undefined : `the second eviction is still refused: ${status}`;
    },
    { signal, timeoutMs: 30_000 },
  );
  return 'one eviction is allowed, the next is refused with 429 until the first pod is replaced';
}
