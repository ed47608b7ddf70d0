import { z } from 'zod';
import type { OwnRelease } from '../../charts/own-releases.ts';
import { untilNothingMissing } from '../poll.ts';
import { hasMigrations, replicasOf, serviceOf } from '../service-facts.ts';
import { demand, demandEqual, type Trial } from '../trial.ts';
import { trialVersions } from '../trial-versions.ts';
import { deploymentMissing, podsOf, unresolvedReferences } from '../workloads.ts';

/** Rollouts at once: each is three processes. */
const atOnce = 3;

const Job = z.object({ status: z.object({ succeeded: z.number().default(0) }) });
const Autoscaler = z.object({ spec: z.object({ minReplicas: z.number(), maxReplicas: z.number() }) });

/** The first version of all ten, by the command that engineers use. */
export async function firstRelease(trial: Trial): Promise<string> {
  const waiting = [...trial.primary.services];
  const work = Array.from({ length: atOnce }, async () => {
    for (let release = waiting.shift(); release !== undefined; release = waiting.shift()) {
      await rollOut(trial, release);
    }
  });
  await Promise.all(work);
  const { pods, migrations } = await lookAtRegion(trial, trial.primary.services);
  return `10 services roll out; ${migrations} migrations complete; ${pods} pods ready, as many as Terraform asks for; versions recorded`;
}

async function rollOut({ release: run, recorded }: Trial, release: OwnRelease): Promise<void> {
  const { code, words } = await run('rollout', release.chart, ['--version', trialVersions.first, '--settle', '1']);
  demand(code === 0, `the rollout of ${release.chart} ended with ${code}:\n${words}`);
  const { target, current } = recorded(serviceOf(release));
  demandEqual([target, current], [trialVersions.first, trialVersions.first], `versions of ${release.chart}`);
}

/** Each service with as many pods as its values ask for, and everything that they wait for. */
export async function lookAtRegion(
  { api, signal }: Pick<Trial, 'api' | 'signal'>,
  releases: readonly OwnRelease[],
): Promise<{ readonly pods: number; readonly migrations: number }> {
  const namespace = releases[0]!.namespace;
  const namesIn = async (kind: string) =>
    new Set((await api.list(`/api/v1/namespaces/${namespace}/${kind}`)).map(({ metadata }) => metadata.name));
  const [configMaps, secrets] = [await namesIn('configmaps'), await namesIn('secrets')];
  let [pods, migrations] = [0, 0];
  for (const release of releases) {
    const replicas = replicasOf(release);
    await untilNothingMissing(() => deploymentMissing(api, namespace, release.chart, replicas), {
      signal,
      timeoutMs: 60_000,
    });
    const autoscaler = `/apis/autoscaling/v2/namespaces/${namespace}/horizontalpodautoscalers/${release.chart}`;
    const { spec } = Autoscaler.parse(await api.must(autoscaler));
    demandEqual(spec.minReplicas, replicas, `least pods of ${release.chart}`);
    demand(spec.maxReplicas >= replicas, `${release.chart} has at most ${spec.maxReplicas} pods`);
    const running = await podsOf(api, namespace, release.chart);
    demandEqual(unresolvedReferences(running, { configMaps, secrets }), [], `environment of ${release.chart}`);
    pods += running.length;
    if (!hasMigrations(release)) continue;
    const job = Job.parse(await api.must(`/apis/batch/v1/namespaces/${namespace}/jobs/${release.chart}-migration`));
    demandEqual(job.status.succeeded, 1, `migration of ${release.chart}`);
    const jobPods = await podsOf(api, namespace, `${release.chart}-migration`);
    demandEqual(unresolvedReferences(jobPods, { configMaps, secrets }), [], `environment of the migration`);
    migrations += 1;
  }
  return { pods, migrations };
}
