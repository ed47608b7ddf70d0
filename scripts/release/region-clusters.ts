import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { namesOf } from '../../modules/naming.ts';
import { findHelm } from '../infra/find-helm.ts';
import { findOnPath } from '../local/find-on-path.ts';
import { createHelmCluster } from './helm-cluster.ts';
import type { ReleaseTarget } from './release-target.ts';
import type { ServiceCluster } from './rollout-region.ts';

export interface RegionClusters {
  in(region: string): ServiceCluster;
  /** Deletes what it wrote to reach them. */
  close(): void;
}

export interface RegionClustersOptions {
  /** Of a cluster that is reached another way. Default: asks EKS. */
  readonly kubeconfig?: string | undefined;
  readonly settleMs: number;
  /** How long an upgrade may take. Default ten minutes. */
  readonly timeoutSeconds?: number;
}

/** @throws Error that names a missing program */
export function regionClusters(
  { environment, service }: ReleaseTarget,
  { kubeconfig, settleMs, timeoutSeconds }: RegionClustersOptions,
): RegionClusters {
  const helm = findHelm();
  const kubectl = findOnPath('kubectl');
  if (kubectl === undefined) throw new Error('kubectl is needed: https://kubernetes.io/docs/tasks/tools/');
  const folder = mkdtempSync(join(tmpdir(), 'evermart-release-'));
  return {
    in: (region) =>
      createHelmCluster({
        service,
        helm,
        kubectl,
        settleMs,
        ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
        kubeconfig: kubeconfig ?? fromEks(environment, region, folder),
      }),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The file holds no secret: the AWS CLI makes a token at each call. */
function fromEks(environment: string, region: string, folder: string): string {
  const file = join(folder, `${region}.yaml`);
  const name = namesOf(environment, region).cluster();
  const given = ['eks', 'update-kubeconfig', '--region', region, '--name', name, '--kubeconfig', file];
  const { status, error } = spawnSync('aws', given, { stdio: ['ignore', 2, 2] });
  if (error !== undefined) throw new Error('the AWS CLI v2 is needed: https://aws.amazon.com/cli/', { cause: error });
  if (status !== 0) throw new Error(`the cluster ${name} in ${region} can't be reached: see above`);
  return file;
}
