import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { localFolder } from '../local/platform-options.ts';

const version = 'v1.20.0';

/** Builds it into .local/tools where it is missing. @throws Error that says what is needed */
export function installKubeScore(): string {
  const folder = join(localFolder, 'tools', `kube-score-${version}`);
  const command = join(folder, 'kube-score');
  if (existsSync(command)) return command;
  process.stderr.write(`Building kube-score ${version} into ${folder} ...\n`);
  mkdirSync(folder, { recursive: true });
  const given = ['install', `github.com/zegl/kube-score/cmd/kube-score@${version}`];
  const { status, error } = spawnSync('go', given, { env: { ...process.env, GOBIN: folder }, stdio: ['ignore', 2, 2] });
  if (error !== undefined)
    throw new Error('Go is needed to build kube-score: get it from https://go.dev/dl', { cause: error });
  if (status !== 0) throw new Error(`go ${given.join(' ')} ended with ${status}: is the Go module proxy reachable?`);
  return command;
}
