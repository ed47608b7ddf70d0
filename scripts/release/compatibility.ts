/** Runs the older release's code on the new schema: see --help. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { serviceNames, services } from '@evermart/contracts/topology';
import { table } from '../infra/report.ts';
import { repositoryRoot } from '../local/platform-options.ts';
import { judgeService } from './compatibility/judge-service.ts';
import { writeOlderTree } from './compatibility/older-tree.ts';
import { runOlderTests } from './compatibility/run-older-tests.ts';

const help = `npm run release:compatibility -- [--since <revision>] [--service <name>]

While a version rolls out, and after a rollback, the version before runs on the new schema. This tries it: writes the code of
a revision into a temporary folder, puts today's migrations in the place of its own, and runs its tests on a real PostgreSQL.

  --since <revision>    what runs now: a commit, a tag. Default: the newest tag, else where this branch left origin/main
  --service <name>      only this one. Default: each that has a database
  --help

Services without a new migration are not tried. Takes as long as the tests of the others.
Exit code 0: the older code works. 1: it does not, or it could not be found out.
`;

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { since: text, service: text, help: { type: 'boolean' } } });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const owners = serviceNames.filter((name) => services[name].database !== undefined);
  const chosen = owners.filter((name) => values.service === undefined || name === values.service);
  if (chosen.length === 0) throw new Error(`--service ${values.service}: one of ${owners.join(', ')}`);
  const since = values.since ?? defaultRevision();
  const interrupted = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(name, () => interrupted.abort(new Error(`ended by ${name}`)));
  const folder = mkdtempSync(join(tmpdir(), 'evermart-older-'));
  try {
    process.stdout.write(`The code of ${since} on today's schema\n`);
    // PostgreSQL, started by root, runs as an unprivileged user, who must reach its program in there.
    chmodSync(folder, 0o755);
    writeOlderTree(repositoryRoot, since, folder);
    const verdicts = [];
    for (const service of chosen) {
      const migrations = join(repositoryRoot, 'services', service, 'migrations');
      const runTests = () => runOlderTests({ folder, service, signal: interrupted.signal });
      const verdict = await judgeService({ service, folder, migrations, runTests });
      if (verdict.details !== undefined) process.stderr.write(`${verdict.details}\n`);
      verdicts.push(verdict);
    }
    const rows = verdicts.map(({ service, compatible, words }) => [service, compatible ? 'ok' : 'FAILED', words]);
    process.stdout.write(`${table(['service', '', ''], rows)}\n`);
    return verdicts.every(({ compatible }) => compatible) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** @throws Error when neither a tag nor the main branch is known here */
function defaultRevision(): string {
  const git = (...given: readonly string[]) => {
    const { status, stdout } = spawnSync('git', given, { cwd: repositoryRoot, encoding: 'utf8' });
    return status === 0 ? stdout.trim() : undefined;
  };
  const revision = git('describe', '--tags', '--abbrev=0') ?? git('merge-base', 'HEAD', 'origin/main');
  if (revision === undefined) throw new Error('--since <revision>: git knows neither a tag nor origin/main here');
  return revision;
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`release:compatibility: ${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
