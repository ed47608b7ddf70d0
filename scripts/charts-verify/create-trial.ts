import { mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { serviceNames } from '@evermart/contracts/topology';
import { parameterPaths } from '../../modules/naming.ts';
import { neverReleased } from '../../modules/service-release/release-version.ts';
import { repositoryRoot } from '../local/platform-options.ts';
import { startParameterStore } from '../release/test/parameter-store.ts';
import type { ControlPlane } from './control-plane/start-control-plane.ts';
import { createHelmReleases } from './helm-releases.ts';
import { environmentName } from './region-releases.ts';
import { runCommand } from './run-command.ts';
import type { RegionReleases, Trial } from './trial.ts';

export interface TrialOptions {
  readonly cluster: Pick<ControlPlane, 'api' | 'kubeconfig'>;
  readonly releases: { readonly primary: RegionReleases; readonly standby: RegionReleases };
  readonly helm: string;
  /** Folder of kubectl. */
  readonly bin: string;
  /** For Helm's caches. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** Everything that the steps need beside the cluster: Helm as Terraform calls it, and the release commands with parameters to write. */
export async function createTrial(options: TrialOptions): Promise<{ trial: Trial; close(): Promise<void> }> {
  const { cluster, releases, helm, bin, folder, signal } = options;
  const parameters = await startParameterStore();
  const paths = parameterPaths(environmentName);
  for (const service of serviceNames) {
    parameters.set(paths.targetVersion(service), neverReleased);
    parameters.set(paths.currentVersion(service), neverReleased);
  }
  const env = commandEnvironment({ cluster, helm, bin, folder, parameters: parameters.endpoint });
  const target = ['--env', environmentName, '--region', releases.primary.region];
  const trial: Trial = {
    ...releases,
    api: cluster.api,
    helm: createHelmReleases(helm, { env, signal }),
    signal,
    release(verb, service, more, killed) {
      const acting = verb === 'status' ? [] : ['--kubeconfig', cluster.kubeconfig, '--execute'];
      const script = join(repositoryRoot, 'scripts', 'release', `${verb}.ts`);
      return runCommand(process.execPath, [script, ...target, '--service', service, ...acting, ...more], {
        env,
        signal: killed === undefined ? signal : AbortSignal.any([signal, killed]),
      });
    },
    recorded: (service) => ({
      target: parameters.value(paths.targetVersion(service)),
      current: parameters.value(paths.currentVersion(service)),
    }),
  };
  return { trial, close: async () => void (await parameters.stop()) };
}

/** The person's own clusters, credentials and Helm settings stay out of it. */
function commandEnvironment({
  cluster,
  helm,
  bin,
  folder,
  parameters,
}: Pick<TrialOptions, 'cluster' | 'helm' | 'bin' | 'folder'> & { readonly parameters: string }): NodeJS.ProcessEnv {
  const helmFolders = Object.fromEntries(
    ['CACHE', 'CONFIG', 'DATA'].map((what) => [`HELM_${what}_HOME`, join(folder, 'helm', what.toLowerCase())]),
  );
  for (const path of Object.values(helmFolders)) mkdirSync(path, { recursive: true });
  return {
    ...helmFolders,
    HOME: folder,
    TMPDIR: folder,
    PATH: [bin, dirname(helm), process.env.PATH ?? ''].join(delimiter),
    KUBECONFIG: cluster.kubeconfig,
    AWS_ENDPOINT_URL_SSM: parameters,
    AWS_ACCESS_KEY_ID: 'charts-verify',
    AWS_SECRET_ACCESS_KEY: 'charts-verify',
  };
}
