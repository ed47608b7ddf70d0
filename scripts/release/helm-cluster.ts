import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { shopNamespace } from '../../modules/controllers/controller-accounts.ts';
import { repositoryRoot } from '../local/platform-options.ts';
import { judgePods, type Pod } from './judge-pods.ts';
import type { ServiceCluster } from './rollout-region.ts';

export interface HelmClusterOptions {
  readonly service: string;
  /** Of the region's cluster. */
  readonly kubeconfig: string;
  readonly helm: string;
  readonly kubectl: string;
  /** How long the pods must go on being well after they got ready. */
  readonly settleMs: number;
  /** How long an upgrade may take, its migrations included; then Helm goes back. Default 600, as Terraform's. */
  readonly timeoutSeconds?: number;
}

const askEveryMs = 5_000;
/** A pod that the autoscaler adds meanwhile isn't ready at once. */
const hurryMs = 60_000;

/** Those that Helm 3 leaves out too, when it isn't asked; Helm 4 has no `--all`. */
const listArguments = [
  ...['list', '--namespace', shopNamespace, '--deployed', '--failed', '--pending'],
  ...['--output', 'json'],
];

/** The service's Helm release. Terraform made it with what only infrastructure knows; a rollout changes the version alone. */
export function createHelmCluster({
  service,
  kubeconfig,
  helm,
  kubectl,
  settleMs,
  timeoutSeconds = 600,
}: HelmClusterOptions): ServiceCluster {
  const timeout = `${timeoutSeconds}s`;
  const run = (command: string, given: readonly string[]) => {
    const { error, status, stdout } = spawnSync(command, given, {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, KUBECONFIG: kubeconfig },
      stdio: ['ignore', 'pipe', 2],
    });
    if (error !== undefined) throw new Error(`${command} could not be started: is it installed?`, { cause: error });
    if (status !== 0) throw new Error(`${command} ${given.slice(0, 2).join(' ')} ended with ${status}`);
    return stdout;
  };
  return {
    async upgrade(version) {
      const installed = JSON.parse(run(helm, listArguments)) as { readonly name: string; readonly status: string }[];
      const release = installed.find(({ name }) => name === service);
      if (release === undefined) {
        throw new Error(
          `there is no release ${service}: Terraform makes it with its values; apply the stack services first`,
        );
      }
      if (release.status.startsWith('pending-')) {
        // A helm that was killed leaves it so, and refuses every upgrade from then on.
        run(helm, ['rollback', service, '--namespace', shopNamespace, '--wait', '--timeout', timeout]);
      }
      const helmMajor = majorOf(run(helm, ['version', '--template', '{{.Version}}']));
      run(helm, upgradeArguments(service, version, { helmMajor, timeout }));
    },
    async smoke(version) {
      const deadline = performance.now() + 2 * settleMs + hurryMs;
      let wellSince: number | undefined;
      for (;;) {
        const selector = `app.kubernetes.io/name=${service}`;
        const pods = run(kubectl, ['get', 'pods', '--namespace', shopNamespace, '--selector', selector, '-o', 'json']);
        const faults = judgePods(service, version, (JSON.parse(pods) as { readonly items: readonly Pod[] }).items);
        const now = performance.now();
        wellSince = faults.length > 0 ? undefined : (wellSince ?? now);
        if (wellSince !== undefined && now - wellSince >= settleMs) return;
        if (now >= deadline) throw new Error(faults.join('; '));
        await delay(askEveryMs);
      }
    },
  };
}

/**
 * Values that were given before stay, over the defaults of the chart as it is now: `--reuse-values` would keep the old
 * chart's defaults too. Source: helm upgrade --help.
 */
export function upgradeArguments(
  service: string,
  version: string,
  { helmMajor, timeout }: { readonly helmMajor: number; readonly timeout: string },
): readonly string[] {
  return [
    'upgrade',
    service,
    join(repositoryRoot, 'charts', service),
    '--install',
    '--namespace',
    shopNamespace,
    '--reset-then-reuse-values',
    '--set-string',
    `image.version=${version}`,
    helmMajor >= 4 ? '--rollback-on-failure' : '--atomic',
    '--wait',
    '--timeout',
    timeout,
    '--history-max',
    '10',
  ];
}

/** `v3.18.0` -> 3 */
export const majorOf = (version: string) => Number(/^v?(\d+)\./.exec(version.trim())?.[1] ?? Number.NaN);
