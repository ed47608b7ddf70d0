import type { ServiceName } from '@evermart/contracts/topology';
import type { OwnRelease } from '../charts/own-releases.ts';
import type { ApiClient } from './api-client.ts';
import type { HelmReleases } from './helm-releases.ts';
import type { CommandResult } from './run-command.ts';

/** What is installed in one region of production. */
export interface RegionReleases {
  readonly region: string;
  readonly platform: OwnRelease;
  readonly services: readonly OwnRelease[];
}

/** The parameters that say which version runs. */
export interface RecordedVersions {
  readonly target: string | undefined;
  readonly current: string | undefined;
}

/** What the steps act on. */
export interface Trial {
  readonly api: ApiClient;
  readonly helm: HelmReleases;
  readonly primary: RegionReleases;
  readonly standby: RegionReleases;
  /**
   * Runs `npm run release:<verb>` for the primary region of production.
   *
   * @param killed kills it and its helm, as if the machine died; it rejects then
   */
  release(
    verb: 'rollout' | 'rollback' | 'status',
    service: string,
    more: readonly string[],
    killed?: AbortSignal,
  ): Promise<CommandResult>;
  recorded(service: ServiceName): RecordedVersions;
  readonly signal: AbortSignal;
}

/** @throws Error with `words` unless it holds */
export function demand(holds: boolean, words: string): asserts holds {
  if (!holds) throw new Error(words);
}

/** @throws Error that names both unless they are the same */
export function demandEqual<Value>(found: Value, expected: Value, what: string): void {
  demand(
    JSON.stringify(found) === JSON.stringify(expected),
    `${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`,
  );
}
