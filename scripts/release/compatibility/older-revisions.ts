import { spawnSync } from 'node:child_process';
import type { ServiceName } from '@evermart/contracts/topology';
import { neverReleased } from '../../../modules/service-release/release-version.ts';
import { parseVersion } from '../image-version.ts';
import type { VersionStore } from '../version-store.ts';

/** Whose code today's schema must bear, for a service: commits or tags. None: nothing runs. */
export type OlderRevisions = (service: ServiceName) => Promise<readonly string[]>;

/** What runs in the regions, as their parameters tell. */
export function runningRevisions(stores: (service: ServiceName) => readonly VersionStore[]): OlderRevisions {
  return async (service) => {
    const versions = await Promise.all(stores(service).map((store) => store.read()));
    const running = versions.map(({ current }) => current).filter((current) => current !== neverReleased);
    return [...new Set(running.map((current) => parseVersion(current).revision))];
  };
}

/**
 * The newest tag, else where this branch left the main one.
 *
 * @param root of the repository
 * @throws Error when git knows neither here
 */
export function lastRevision(root: string): string {
  const git = (...given: readonly string[]) => {
    const { status, stdout } = spawnSync('git', given, { cwd: root, encoding: 'utf8' });
    return status === 0 ? stdout.trim() : undefined;
  };
  const revision = git('describe', '--tags', '--abbrev=0') ?? git('merge-base', 'HEAD', 'origin/main');
  if (revision === undefined) throw new Error('--since <revision>: git knows neither a tag nor origin/main here');
  return revision;
}
