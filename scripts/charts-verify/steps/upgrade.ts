import { watchingReady } from '../ready-watch.ts';
import { releaseIn, replicasOf } from '../service-facts.ts';
import { demand, demandEqual, type Trial } from '../trial.ts';
import { trialVersions } from '../trial-versions.ts';
import { podsOf } from '../workloads.ts';

/** A new digest of one service: all pods are of it, and meanwhile never fewer than before were ready. */
export async function upgrade({ api, helm, primary, release: run, recorded }: Trial): Promise<string> {
  const order = releaseIn(primary, 'order');
  const watched = { namespace: order.namespace, service: 'order' };
  const { result, fewest } = await watchingReady(api, watched, () =>
    run('rollout', 'order', ['--version', trialVersions.second, '--settle', '2']),
  );
  const { code, words } = result;

  demand(code === 0, `the rollout ended with ${code}:\n${words}`);
  const images = (await podsOf(api, order.namespace, 'order')).map(({ spec }) => spec.containers[0]?.image);
  const current = images.filter((image) => image?.endsWith(`:${trialVersions.second}`) === true);
  demandEqual(current.length, replicasOf(order), 'pods of the new digest');
  demandEqual(images.length, current.length, 'pods in all');
  demand(fewest >= replicasOf(order), `only ${fewest} pods were ready at a time`);
  demandEqual(recorded('order'), { target: trialVersions.second, current: trialVersions.second }, 'versions of order');
  const { status } = (await helm.history('order', order.namespace)).at(-1)!;
  demandEqual(status, 'deployed', 'the newest revision');
  return `order runs the new digest; never fewer than ${fewest} ready pods; version recorded`;
}
