/** Goes back to the version before, region by region: see --help. */
import { parseArgs } from 'node:util';
import { confirmed } from './confirm.ts';
import { parseVersion } from './image-version.ts';
import { previousVersion } from './previous-version.ts';
import { regionClusters } from './region-clusters.ts';
import { releaseTarget, targetHelp, targetOptions } from './release-target.ts';
import { rollBackInRegion } from './roll-back-region.ts';
import { createVersionStore } from './version-store.ts';

const help = `npm run release:rollback -- --env <name> --service <name> --region <name> [options]

Goes back in each region, in the order in which they are named: out of an unfinished rollout to what ran before it, else to the
version before this one. The schema stays as it is: migrations only expand, so the older version runs on it.

${targetHelp}
  --version <version>   to this one instead
  --kubeconfig <file>   of the cluster, for one region. Default: asks EKS
  --execute             does not ask
  --help

Exit code 0: the older version runs everywhere, or only the plan was asked for. 1: it does not.
`;

const settleMs = 15_000;

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      ...targetOptions,
      version: text,
      kubeconfig: text,
      execute: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const target = releaseTarget(values);
  const { environment, service, regions } = target;
  if (values.kubeconfig !== undefined && regions.length > 1)
    throw new Error('--kubeconfig reaches one region: name one');
  const places = await Promise.all(
    regions.map(async (region) => {
      const versions = createVersionStore({ environment, region, service });
      const before = await versions.read();
      const version = values.version ?? previousVersion(before, await versions.history());
      parseVersion(version);
      return { region, versions, before, version };
    }),
  );
  process.stdout.write(`${service} in ${environment} goes back\n`);
  for (const { region, before, version } of places)
    process.stdout.write(`  ${region}  from ${before.target} to ${version}\n`);
  if (!(await confirmed(values.execute))) return 0;

  const clusters = regionClusters(target, { kubeconfig: values.kubeconfig, settleMs });
  try {
    for (const { region, versions, version } of places) {
      const say = (line: string) => process.stdout.write(`${new Date().toISOString()} ${line}\n`);
      await rollBackInRegion({ region, version, versions, cluster: clusters.in(region), say });
    }
    return 0;
  } finally {
    clusters.close();
  }
}

process.exitCode = await main().catch((error: unknown) => {
  const reasons = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
  process.stderr.write(`release:rollback: ${error instanceof Error ? error.message : String(error)}${reasons}\n`);
  return 1;
});
