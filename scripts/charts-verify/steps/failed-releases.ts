import type { ServiceName } from '@evermart/contracts/topology';
import { watchingReady } from '../ready-watch.ts';
import type { CommandResult } from '../run-command.ts';
import { releaseIn, replicasOf } from '../service-facts.ts';
import { demand, demandEqual, type Trial } from '../trial.ts';
import { tagOf, trialVersions } from '../trial-versions.ts';
import { identitiesOf, podsOf } from '../workloads.ts';

interface BadRelease {
  readonly service: ServiceName;
  readonly version: string;
  /** What runs, and goes on running. */
  readonly before: string;
  readonly more: readonly string[];
  /** What the command says. */
  readonly says: string;
}

/** Its pods start and never answer that they are ready. Helm waits for as long as it is told. */
export async function neverReady(trial: Trial): Promise<string> {
  const timeoutSeconds = 30;
  const { history, fewest } = await failToRelease(trial, {
    service: 'order',
    version: trialVersions.neverReady,
    before: trialVersions.second,
    more: ['--timeout', String(timeoutSeconds)],
    says: 'did not get ready, Helm went back',
  });
  return `exit code 1; ${history}; the ${fewest} old pods went on serving; nothing recorded`;
}

/** Its migration ends with an error each time: no new pod is ever started. */
export async function failingMigration(trial: Trial): Promise<string> {
  const { history, fewest } = await failToRelease(trial, {
    service: 'catalog',
    version: trialVersions.failingMigration,
    before: trialVersions.first,
    more: [],
    says: 'did not get ready, Helm went back',
  });
  return `exit code 1; ${history}; no new pod, the ${fewest} old ones went on serving; nothing recorded`;
}

/** A release must not be built on top of one that failed; `release:rollback` settles it. */
export async function settle(trial: Trial, service: ServiceName, before: string): Promise<string> {
  const status = await trial.release('status', service, []);
  demandEqual(status.code, 2, 'exit code of release:status');
  const next = await trial.release('rollout', service, ['--version', trialVersions.restarting]);
  demandEqual(next.code, 1, 'exit code of another rollout');
  const back = await trial.release('rollback', service, []);
  demand(back.code === 0, `release:rollback ended with ${back.code}:\n${back.words}`);
  demandEqual(trial.recorded(service), { target: before, current: before }, `versions of ${service}`);
  await demandVersion(trial, service, before);
  return `${service}: status 2, another rollout refused; after release:rollback target and current are ${tagOf(before)}`;
}

/** Ready in time, but its container has restarted: the smoke test takes it back, not Helm. */
export async function restarting(trial: Trial): Promise<string> {
  const [service, before] = ['cart', trialVersions.first] as const;
  const result = await trial.release('rollout', service, ['--version', trialVersions.restarting, '--settle', '1']);
  demandRefusal(result, 'runs again');
  await demandVersion(trial, service, before);
  demandEqual(trial.recorded(service).current, before, `current version of ${service}`);
  return `exit code 1; ${service} is back at ${tagOf(before)}; nothing recorded`;
}

async function failToRelease(trial: Trial, { service, version, before, more, says }: BadRelease) {
  const { api, helm, primary } = trial;
  const release = releaseIn(primary, service);
  const pods = identitiesOf(await podsOf(api, release.namespace, service));
  const { result, fewest } = await watchingReady(api, { namespace: release.namespace, service }, () =>
    trial.release('rollout', service, ['--version', version, ...more]),
  );

  demandRefusal(result, says);
  const revisions = (await helm.history(service, release.namespace)).slice(-2);
  const [failed, back] = revisions;
  demandEqual([failed?.status, back?.status], ['failed', 'deployed'], 'the last two revisions');
  demand(back!.description.startsWith('Rollback to '), `the last revision is "${back!.description}"`);
  demand(fewest >= replicasOf(release), `only ${fewest} pods were ready at a time`);
  demandEqual(identitiesOf(await podsOf(api, release.namespace, service)), pods, `pods of ${service}`);
  await demandVersion(trial, service, before);
  demandEqual(trial.recorded(service), { target: version, current: before }, `versions of ${service}`);
  return { history: revisions.map(({ revision, status }) => `revision ${revision} ${status}`).join(', '), fewest };
}

function demandRefusal({ code, words }: CommandResult, says: string): void {
  demandEqual(code, 1, `exit code of a rollout that said\n${words}`);
  demand(words.includes(says), `the rollout doesn't say "${says}":\n${words}`);
}

async function demandVersion({ api, primary }: Trial, service: ServiceName, version: string): Promise<void> {
  const release = releaseIn(primary, service);
  const pods = await podsOf(api, release.namespace, service);
  demandEqual(pods.length, replicasOf(release), `pods of ${service}`);
  const others = pods.filter(({ spec }) => spec.containers[0]?.image.endsWith(`:${version}`) !== true);
  demandEqual(
    others.map(({ metadata }) => metadata.name),
    [],
    `pods of ${service} that don't run ${version}`,
  );
}
