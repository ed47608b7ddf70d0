import type { Credentials } from './credentials.ts';

const host = '127.0.0.1';
export const urlOf = (port: number, scheme = 'http') => `${scheme}://${host}:${port}`;

/** Keeps its data in memory as good as it can: nobody needs it after a crash. */
export function etcdArguments(folder: string, clientPort: number, peerPort: number): readonly string[] {
  const [client, peer] = [urlOf(clientPort), urlOf(peerPort)];
  return [
    ...['--name', 'verify', '--data-dir', folder, '--unsafe-no-fsync', '--log-level', 'warn'],
    ...['--listen-client-urls', client, '--advertise-client-urls', client],
    ...['--listen-peer-urls', peer, '--initial-advertise-peer-urls', peer, '--initial-cluster', `verify=${peer}`],
  ];
}

export interface ApiServerOptions {
  readonly port: number;
  readonly etcdPort: number;
  /** For the certificate that it makes. */
  readonly certificates: string;
  readonly credentials: Credentials;
}

export function apiServerArguments({ port, etcdPort, certificates, credentials }: ApiServerOptions): readonly string[] {
  return [
    `--etcd-servers=${urlOf(etcdPort)}`,
    `--bind-address=${host}`,
    `--secure-port=${port}`,
    `--cert-dir=${certificates}`,
    `--token-auth-file=${credentials.tokenFile}`,
    '--authorization-mode=RBAC',
    `--service-account-key-file=${credentials.accountKeyFile}`,
    `--service-account-signing-key-file=${credentials.accountKeyFile}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    '--service-cluster-ip-range=10.96.0.0/16',
    // As in EKS: what refuses such a pod is Pod Security alone.
    '--allow-privileged=true',
    // Nothing runs in the cluster that would look for the API server by its service; a loopback address is refused there.
    '--endpoint-reconciler-type=none',
    '--advertise-address=192.0.2.1',
  ];
}

export function controllerManagerArguments(
  kubeconfig: string,
  authority: string,
  credentials: Credentials,
): readonly string[] {
  return [
    `--kubeconfig=${kubeconfig}`,
    `--service-account-private-key-file=${credentials.accountKeyFile}`,
    `--root-ca-file=${authority}`,
    '--leader-elect=false',
    '--secure-port=0',
    // Only its reading of the autoscalers is hurried: a rollout is not measured.
    '--horizontal-pod-autoscaler-sync-period=2s',
  ];
}

export const schedulerArguments = (kubeconfig: string): readonly string[] => [
  `--kubeconfig=${kubeconfig}`,
  '--leader-elect=false',
  '--secure-port=0',
];

export const kwokArguments = (kubeconfig: string, stages: string): readonly string[] => [
  '--kubeconfig',
  kubeconfig,
  '--config',
  stages,
  '--manage-all-nodes=true',
  '--node-lease-duration-seconds=40',
];
