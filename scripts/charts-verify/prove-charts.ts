import { shopNamespace } from '../../modules/controllers/controller-accounts.ts';
import { startSecretsOperator } from './secrets-operator.ts';
import type { StepLog } from './step-log.ts';
import { evictPods } from './steps/evict-pods.ts';
import { failingMigration, neverReady, restarting, settle } from './steps/failed-releases.ts';
import { firstRelease } from './steps/first-release.ts';
import { installReleases } from './steps/install-releases.ts';
import { killedHalfWay } from './steps/killed-half-way.ts';
import { prepareCluster } from './steps/prepare-cluster.ts';
import { refusePods } from './steps/refuse-pods.ts';
import { scaleStandby } from './steps/scale-standby.ts';
import { uninstallPlatform, uninstallServices } from './steps/tear-down.ts';
import { upgrade } from './steps/upgrade.ts';
import { validateObjects } from './steps/validate-objects.ts';
import type { Trial } from './trial.ts';
import { trialVersions } from './trial-versions.ts';

export interface ProveOptions {
  readonly log: StepLog;
  readonly helm: string;
  readonly definitions: readonly string[];
}

/** The life of a region's releases, one step after the other. @throws what the first failing step throws */
export async function proveCharts(trial: Trial, { log, helm, definitions }: ProveOptions): Promise<void> {
  await log.run('platform', () => prepareCluster(trial, definitions));
  await log.run('validation', () => validateObjects(trial, helm));
  await log.run('pod security', () => refusePods(trial, helm));
  const operator = startSecretsOperator(trial.api, shopNamespace);
  try {
    await log.run('installation', () => installReleases(trial));
    await log.run('first release of all', () => firstRelease(trial));
    await log.run('upgrade', () => upgrade(trial));
    await log.run('never ready', () => neverReady(trial));
    await log.run('rollback settles', () => settle(trial, 'order', trialVersions.second));
    await log.run('restarting pods', () => restarting(trial));
    await log.run('killed half way', () => killedHalfWay(trial));
    await log.run('failing migration', () => failingMigration(trial));
    await log.run('eviction', () => evictPods(trial));
    await log.run('uninstallation', () => uninstallServices(trial));
    await log.run('standby grows', () => scaleStandby(trial));
    await log.run('uninstallation again', () => uninstallServices(trial));
  } finally {
    await operator.stop();
  }
  await log.run('end of the namespace', () => uninstallPlatform(trial));
}
