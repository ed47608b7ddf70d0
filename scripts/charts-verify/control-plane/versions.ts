import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const moduleFolder = import.meta.dirname;

/** What is built: programs by the package that makes them, from the go.mod beside this file. */
export const programs = {
  etcd: 'go.etcd.io/etcd/server/v3',
  'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
  'kube-controller-manager': 'k8s.io/kubernetes/cmd/kube-controller-manager',
  'kube-scheduler': 'k8s.io/kubernetes/cmd/kube-scheduler',
  kubectl: 'k8s.io/kubernetes/cmd/kubectl',
} as const;

/** Plays the nodes: pods get the status that a kubelet would report. It wants other versions of the same modules. */
export const kwok = { module: 'sigs.k8s.io/kwok', program: 'cmd/kwok', version: 'v0.8.0' } as const;

/** How its nodes get ready and stay so: files of its module. */
export const nodeStages = [
  'kustomize/stage/node/fast/node-initialize.yaml',
  'kustomize/stage/node/heartbeat-with-lease/node-heartbeat-with-lease.yaml',
] as const;

/** Files of a Go module. */
export interface ModuleFiles {
  readonly module: string;
  readonly version: string;
  readonly files: readonly string[];
}

/**
 * The controllers' own definitions, out of their Go modules: the newest that the Go of `go.mod` reads. The charts that we
 * install are newer (modules/controllers/chart-versions.ts) and serve the same API versions.
 */
export const definitionSources: readonly ModuleFiles[] = [
  {
    module: 'github.com/external-secrets/external-secrets',
    version: 'v1.3.2',
    files: [
      'config/crds/bases/external-secrets.io_externalsecrets.yaml',
      'config/crds/bases/external-secrets.io_clustersecretstores.yaml',
    ],
  },
  {
    module: 'github.com/aws/karpenter-provider-aws',
    version: 'v1.14.1',
    files: ['pkg/apis/crds/karpenter.sh_nodepools.yaml', 'pkg/apis/crds/karpenter.k8s.aws_ec2nodeclasses.yaml'],
  },
];

/** `v1.35.4`, from a go.mod. @throws Error when it requires none */
export function requiredVersion(goMod: string, module: string): string {
  const version = goMod
    .split('\n')
    .map((line) =>
      line
        .trim()
        .replace(/^require /, '')
        .split(' '),
    )
    .find(([name, version]) => name === module && version?.startsWith('v'))?.[1];
  if (version === undefined) throw new Error(`go.mod requires no ${module}`);
  return version;
}

/** Sets what a Kubernetes program says of its version; without it, it calls itself v0.0.0 and clients refuse it. */
export function versionFlags(version: string): string {
  const [, major = '', minor = ''] = /^v(\d+)\.(\d+)\./.exec(version) ?? [];
  const set = { gitVersion: version, gitMajor: major, gitMinor: minor };
  return Object.entries(set)
    .map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`)
    .join(' ');
}

export const readGoMod = () => readFileSync(join(moduleFolder, 'go.mod'), 'utf8');
