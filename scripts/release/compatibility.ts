/** Runs the older release's code on the new schema: see --help. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ServiceName, serviceNames, services } from '@evermart/contracts/topology';
import { table } from '../infra/report.ts';
import { repositoryRoot } from '../local/platform-options.ts';
import { type CompatibilityVerdict, judgeService } from './compatibility/judge-service.ts';
import { lastRevision, type OlderRevisions, runningRevisions } from './compatibility/older-revisions.ts';
import { bringPackages, writeOlderTree } from './compatibility/older-tree.ts';
import { runOlderTests } from './compatibility/run-older-tests.ts';
import { releaseTarget } from './release-target.ts';
import { createVersionStore } from './version-store.ts';

const help = `npm run release:compatibility -- [--since <revision> | --env <name> --region <name>] [--service <name>]

While a version rolls out, and after a rollback, the version before runs on the new schema. This tries it: writes the code of
a revision into a temporary folder, puts today's migrations in the place of its own, and runs its tests on a real PostgreSQL.

  --since <revision>    what runs now: a commit, a tag. Default: the newest tag, else where this branch left origin/main
  --env <name>          what runs now in an environment, in each region that is named; asks its parameters
  --region <name>       the region; give it once for each
  --service <name>      only this one. Default: each that has a database
  --help

Services without a database or without a new migration are not tried. Takes as long as the tests of the others.
Exit code 0: the older code works. 1: it does not, or it could not be found out.
`;

interface Given {
  readonly since?: string | undefined;
  readonly env?: string | undefined;
  readonly region?: readonly string[] | undefined;
  readonly service?: string | undefined;
}

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      since: text,
      env: text,
      region: { type: 'string', multiple: true },
      service: text,
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const chosen = serviceNames.filter((name) => values.service === undefined || name === values.service);
  if (chosen.length === 0) throw new Error(`--service ${values.service}: one of ${serviceNames.join(', ')}`);
  const revisionsOf = olderRevisions(values);
  const interrupted = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () => interrupted.abort(new Error(`ended by ${name}`)));
  const folder = mkdtempSync(join(tmpdir(), 'evermart-older-'));
  // PostgreSQL, started by root, runs as an unprivileged user, who must reach its program in there.
  chmodSync(folder, 0o755);
  try {
    const rows: string[][] = [];
    let compatible = true;
    for (const service of chosen.filter((name) => services[name].database !== undefined)) {
      for (const revision of await revisionsOf(service)) {
        const verdict = await tryRevision(service, revision, folder, interrupted.signal);
        if (verdict.details !== undefined) process.stderr.write(`${verdict.details}\n`);
        compatible &&= verdict.compatible;
        rows.push([service, revision, verdict.compatible ? 'ok' : 'FAILED', verdict.words]);
      }
    }
    const told =
      rows.length > 0 ? table(['service', 'older code', '', ''], rows) : 'No database, or nothing runs: fine';
    process.stdout.write(`${told}\n`);
    return compatible ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** @throws Error that names what there is to choose from */
function olderRevisions({ since, env, region, service }: Given): OlderRevisions {
  if (env === undefined) {
    if (region !== undefined) throw new Error('--region: of an environment, so only with --env');
    const revision = since ?? lastRevision(repositoryRoot);
    return async () => [revision];
  }
  if (since !== undefined) throw new Error('--since or --env: one of them');
  const { environment, regions } = releaseTarget({ env, region, service: service ?? serviceNames[0] });
  return runningRevisions((name) =>
    regions.map((one) => createVersionStore({ environment, region: one, service: name })),
  );
}

async function tryRevision(
  service: ServiceName,
  revision: string,
  folder: string,
  signal: AbortSignal,
): Promise<CompatibilityVerdict> {
  const tree = join(folder, `${service}-${revision.replaceAll(/[^\w.-]/g, '-')}`);
  mkdirSync(tree);
  writeOlderTree(repositoryRoot, revision, tree);
  const migrations = join(repositoryRoot, 'services', service, 'migrations');
  const runTests = () => {
    bringPackages(repositoryRoot, tree);
    return runOlderTests({ folder: tree, service, signal });
  };
  return judgeService({ service, folder: tree, migrations, runTests });
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`release:compatibility: ${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
