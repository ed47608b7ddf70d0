import { neverReleased } from '../../modules/service-release/release-version.ts';
import type { VersionStore, Versions } from './version-store.ts';

/** One service in one region's cluster. */
export interface ServiceCluster {
  /** Resolves when the version's pods are ready; what ran before is back when it rejects. */
  upgrade(version: string): Promise<void>;
  /** Rejects with what is wrong with the pods that run now. */
  smoke(version: string): Promise<void>;
}

export interface RegionRollout {
  readonly region: string;
  readonly version: string;
  readonly versions: VersionStore;
  readonly cluster: ServiceCluster;
  readonly say: (line: string) => void;
}

export type NextStep = 'nothing' | 'begin' | 'resume';

/**
 * What a rollout has to do in a region, from its two parameters alone, so that one that crashed is just started again.
 *
 * @throws Error that says how to go on, when another rollout is under way or has failed
 */
export function nextStep(region: string, { target, current }: Versions, version: string): NextStep {
  if (target === current) return current === version ? 'nothing' : 'begin';
  if (target === version) return 'resume';
  throw new Error(
    `${region}: ${target} was begun and never finished; ${current} ran before. Finish it with the same command and ` +
      `--version ${target}, or go back with release:rollback, then try again.`,
  );
}

/**
 * Target, upgrade, smoke test, current: in this order, so that `current` only ever names what has proven itself. A version
 * that upgrades but fails its smoke test is replaced by the one before; the parameters go on differing, so that somebody
 * looks and Terraform touches nothing meanwhile.
 *
 * @throws Error when the version doesn't run; says what runs instead
 */
export async function rollOutInRegion({ region, version, versions, cluster, say }: RegionRollout): Promise<void> {
  const before = await versions.read();
  const step = nextStep(region, before, version);
  if (step === 'nothing') {
    say(`${region}: ${version} runs already`);
    return;
  }
  if (step === 'begin') await versions.writeTarget(version);
  say(`${region}: ${step === 'begin' ? 'upgrades' : 'goes on upgrading'} from ${before.current} to ${version}`);
  try {
    await cluster.upgrade(version);
  } catch (cause) {
    throw new Error(`${region}: ${version} did not get ready, Helm went back to ${before.current}. ${howToSettle}`, {
      cause,
    });
  }
  try {
    await cluster.smoke(version);
  } catch (cause) {
    throw await takenBack({ region, version, before, cluster, cause });
  }
  await versions.writeCurrent(version);
  say(`${region}: ${version} runs`);
}

const howToSettle = 'release:rollback settles the region.';

async function takenBack(options: {
  readonly region: string;
  readonly version: string;
  readonly before: Versions;
  readonly cluster: ServiceCluster;
  readonly cause: unknown;
}): Promise<Error> {
  const { region, version, before, cluster, cause } = options;
  const why = cause instanceof Error ? cause.message : String(cause);
  const failed = `${region}: ${version} failed its smoke test (${why})`;
  if (before.current === neverReleased) return new Error(`${failed}. Nothing ran before. ${howToSettle}`, { cause });
  try {
    await cluster.upgrade(before.current);
    return new Error(`${failed}; ${before.current} runs again. ${howToSettle}`, { cause });
  } catch (error) {
    const message = `${failed}, and ${before.current} does not come back: look at the pods now. ${howToSettle}`;
    return new AggregateError([cause, error], message);
  }
}
