import { untilNothingMissing } from '../poll.ts';
import { releaseIn, replicasOf } from '../service-facts.ts';
import { demand, demandEqual, type Trial } from '../trial.ts';
import { tagOf, trialVersions } from '../trial-versions.ts';
import { deploymentMissing } from '../workloads.ts';

/** The machine that rolls out dies while Helm waits. Helm then refuses every upgrade, until a release command puts it right. */
export async function killedHalfWay(trial: Trial): Promise<string> {
  const { api, helm, primary, signal } = trial;
  const [service, before] = ['search', trialVersions.first] as const;
  const release = releaseIn(primary, service);
  const statusOfNewest = async () => (await helm.history(service, release.namespace)).at(-1)?.status;

  const killed = new AbortController();
  const rollout = trial.release('rollout', service, ['--version', trialVersions.neverReady], killed.signal);
  const died = rollout.then(
    ({ words }) => demand(false, `the rollout ended before it was killed:\n${words}`),
    () => {},
  );
  await untilNothingMissing(
    async () => ((await statusOfNewest()) === 'pending-upgrade' ? undefined : 'Helm upgrades nothing'),
    { signal, timeoutMs: 60_000 },
  );
  killed.abort(new Error('killed'));
  await died;
  demandEqual(await statusOfNewest(), 'pending-upgrade', 'the newest revision');

  const back = await trial.release('rollback', service, []);
  demand(back.code === 0, `release:rollback ended with ${back.code}:\n${back.words}`);
  demandEqual(await statusOfNewest(), 'deployed', 'the newest revision');
  demandEqual(trial.recorded(service), { target: before, current: before }, `versions of ${service}`);
  await untilNothingMissing(() => deploymentMissing(api, release.namespace, service, replicasOf(release)), {
    signal,
    timeoutMs: 60_000,
  });
  return `${service}: pending-upgrade after the kill; after release:rollback deployed at ${tagOf(before)}`;
}
