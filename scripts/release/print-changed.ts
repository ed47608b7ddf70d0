/** Prints, for a workflow's $GITHUB_OUTPUT, which services a push changed: see --help. */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { serviceNames } from '@evermart/contracts/topology';
import { repositoryRoot } from '../local/platform-options.ts';
import { changedServices } from './changed-services.ts';

const help = `npm run --silent release:changed -- --since <commit> [--service <name>]

Prints services=<JSON array>: those that have changed since the commit, or the one that is named. All of them where the commit
isn't known.
`;

function main(): void {
  const { values } = parseArgs({
    options: { since: { type: 'string' }, service: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  process.stdout.write(`services=${JSON.stringify(chosen(values))}\n`);
}

function chosen({ since, service }: { readonly since?: string; readonly service?: string }): readonly string[] {
  if (service !== undefined) {
    if (!serviceNames.some((name) => name === service))
      throw new Error(`--service ${service}: one of ${serviceNames.join(', ')}`);
    return [service];
  }
  if (since === undefined || !/^(HEAD|[0-9a-f]{7,40})$/.test(since)) throw new Error('--since: a commit');
  const given = ['diff', '--name-only', since, 'HEAD'];
  const { status, stdout } = spawnSync('git', given, { cwd: repositoryRoot, encoding: 'utf8' });
  return status === 0 ? changedServices(stdout.split('\n').filter((line) => line !== '')) : serviceNames;
}

try {
  main();
} catch (error) {
  process.stderr.write(`release:changed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
