import { neverReleased } from '../../modules/service-release/release-version.ts';
import type { Versions } from './version-store.ts';

/**
 * Where a rollback leads: out of an unfinished rollout to what ran before it; else to the version before this one.
 *
 * @param history versions that were current, oldest first
 * @throws Error when there is none
 */
export function previousVersion({ target, current }: Versions, history: readonly string[]): string {
  if (target !== current && current !== neverReleased) return current;
  const before = history.filter((version) => version !== current && version !== neverReleased).at(-1);
  if (before === undefined) {
    throw new Error('There is no version to go back to: nothing else ever ran here. Roll out a good one instead.');
  }
  return before;
}
