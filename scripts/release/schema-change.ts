import { spawnSync } from 'node:child_process';
import { type ServiceName, services } from '@evermart/contracts/topology';
import { neverReleased } from '../../modules/service-release/release-version.ts';
import { repositoryRoot } from '../local/platform-options.ts';
import { parseVersion } from './image-version.ts';

/** Paths below `folder` that differ between two commits; `undefined` when a commit isn't known here. */
export type Differences = (from: string, to: string, folder: string) => readonly string[] | undefined;

/** Whether migrations lie between two versions. What can't be known counts as yes: the careful order serves both. */
export function changesSchema(service: ServiceName, from: string, to: string, differences: Differences): boolean {
  if (services[service].database === undefined) return false;
  if (from === neverReleased) return true;
  const changed = differences(parseVersion(from).revision, parseVersion(to).revision, `services/${service}/migrations`);
  return changed === undefined || changed.length > 0;
}

export const gitDifferences: Differences = (from, to, folder) => {
  const given = ['diff', '--name-only', from, to, '--', folder];
  const { status, stdout } = spawnSync('git', given, { cwd: repositoryRoot, encoding: 'utf8' });
  return status === 0 ? stdout.split('\n').filter((line) => line !== '') : undefined;
};
