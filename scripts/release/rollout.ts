/** Rolls a version out, region by region: see --help. */
import { parseArgs } from 'node:util';
import { confirmed } from './confirm.ts';
import { parseVersion } from './image-version.ts';
import { regionClusters } from './region-clusters.ts';
import { regionOrder } from './region-order.ts';
import { releaseTarget, targetHelp, targetOptions } from './release-target.ts';
import { nextStep, rollOutInRegion } from './rollout-region.ts';
import { changesSchema, gitDifferences } from './schema-change.ts';
import { createVersionStore } from './version-store.ts';

const help = `npm run release:rollout -- --env <name> --service <name> --region <name> --version <version> [options]

In each region: writes the parameter target-version, upgrades the Helm release (Helm takes it back if it isn't ready in time),
watches the pods, writes current-version. Stops at the first region that fails. After a crash, the same command goes on.

${targetHelp}
  --version <version>   <tag>@sha256:<digest>, as release:publish prints it
  --writer <region>     where the databases' writer is. Default: the environment's primary; after a failover, the standby
  --settle <seconds>    how long the pods must go on being well. Default 30
  --timeout <seconds>   how long an upgrade may take, its migrations included, before Helm goes back. Default 600
  --kubeconfig <file>   of the cluster, for one region. Default: asks EKS
  --execute             does not ask
  --help

Order: the standby first. With migrations in the version, the writer's region first: a replica gets its schema from there.
Exit code 0: the version runs everywhere, or only the plan was asked for. 1: it does not; the message says what runs.
`;

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      ...targetOptions,
      version: text,
      writer: text,
      settle: text,
      timeout: text,
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
  const version = values.version ?? '';
  parseVersion(version);
  const settleMs = 1_000 * Number(values.settle ?? 30);
  if (!(settleMs >= 0)) throw new Error(`--settle ${values.settle}: a number of seconds`);
  const timeoutSeconds = Number(values.timeout ?? 600);
  if (!(Number.isInteger(timeoutSeconds) && timeoutSeconds > 0))
    throw new Error(`--timeout ${values.timeout}: a whole number of seconds`);
  const writer = values.writer ?? target.primary;
  if (!target.serving.includes(writer)) throw new Error(`--writer ${writer}: one of ${target.serving.join(', ')}`);
  if (values.kubeconfig !== undefined && regions.length > 1)
    throw new Error('--kubeconfig reaches one region: name one');

  const places = await Promise.all(
    regions.map(async (region) => {
      const versions = createVersionStore({ environment, region, service });
      const before = await versions.read();
      return { region, versions, before, step: nextStep(region, before, version) };
    }),
  );
  const schema = places.some(({ before }) => changesSchema(service, before.current, version, gitDifferences));
  const order = regionOrder({ regions, writer, changesSchema: schema });
  await refuseBeforeWriter({
    schema,
    writer,
    regions,
    version,
    read: (region) => createVersionStore({ environment, region, service }).read(),
  });
  process.stdout.write(
    `${service} ${version} in ${environment}${schema ? ', with migrations: the writer first' : ''}\n${order
      .map((region) => {
        const { before, step } = places.find((place) => place.region === region)!;
        return `  ${region}  now ${before.current}  ${step}\n`;
      })
      .join('')}`,
  );
  if (places.every(({ step }) => step === 'nothing') || !(await confirmed(values.execute))) return 0;

  const clusters = regionClusters(target, { kubeconfig: values.kubeconfig, settleMs, timeoutSeconds });
  try {
    for (const region of order) {
      const { versions } = places.find((place) => place.region === region)!;
      const say = (line: string) => process.stdout.write(`${new Date().toISOString()} ${line}\n`);
      await rollOutInRegion({ region, version, versions, cluster: clusters.in(region), say });
    }
    return 0;
  } finally {
    clusters.close();
  }
}

/** Where only a replica's region is named, the schema must be there already. */
async function refuseBeforeWriter(options: {
  readonly schema: boolean;
  readonly writer: string;
  readonly regions: readonly string[];
  readonly version: string;
  readonly read: (region: string) => Promise<{ readonly current: string }>;
}): Promise<void> {
  const { schema, writer, regions, version, read } = options;
  if (!schema || regions.includes(writer)) return;
  const { current } = await read(writer);
  if (current === version) return;
  throw new Error(
    `this version brings migrations, and ${writer}, where the writer is, runs ${current}: roll out there first`,
  );
}

process.exitCode = await main().catch((error: unknown) => {
  const reasons = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
  process.stderr.write(`release:rollout: ${error instanceof Error ? error.message : String(error)}${reasons}\n`);
  return 1;
});
