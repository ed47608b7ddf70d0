import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../infra/free-port.ts';
import { type Guardian, startGuardian } from '../../local/process/guardian.ts';
import { type ApiClient, createApiClient } from '../api-client.ts';
import { untilNothingMissing } from '../poll.ts';
import {
  apiServerArguments,
  controllerManagerArguments,
  etcdArguments,
  kwokArguments,
  schedulerArguments,
  urlOf,
} from './arguments.ts';
import { type BackgroundProcess, startInBackground } from './background-process.ts';
import { kubeconfigOf, readAuthority, writeCredentials } from './credentials.ts';

export interface ControlPlane {
  /** Of an administrator. */
  readonly kubeconfig: string;
  readonly api: ApiClient;
  /** Rejects when one of its processes ends by itself. */
  readonly failed: Promise<never>;
  /** Ends every process. */
  stop(): Promise<void>;
}

export interface ControlPlaneOptions {
  readonly bin: string;
  /** For data, certificates and logs; private. */
  readonly folder: string;
  /** Text of kwok's configuration: what becomes of nodes and pods. */
  readonly stages: string;
  readonly signal: AbortSignal;
}

const startTimeoutMs = 60_000;

/** A cluster without machines, on free ports of the loopback. @throws Error with the end of a log; nothing is left running */
export async function startControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const guardian = startGuardian();
  const running: BackgroundProcess[] = [];
  const stop = async () => {
    // Last started, first ended: nobody complains of a server that is gone.
    for (const process of running.splice(0).reverse()) await process.stop();
    await guardian.close();
  };
  try {
    return { ...(await start(options, guardian, running)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  { bin, folder, stages, signal }: ControlPlaneOptions,
  guardian: Guardian,
  running: BackgroundProcess[],
): Promise<Omit<ControlPlane, 'stop'>> {
  const logs = join(folder, 'logs');
  const certificates = join(folder, 'certificates');
  for (const one of [logs, certificates]) mkdirSync(one, { recursive: true });
  const credentials = writeCredentials(folder);
  const run = (name: string, given: readonly string[]) => {
    const logFile = join(logs, `${name}.log`);
    running.push(startInBackground({ name, command: join(bin, name), given, folder, logFile, guardian }));
  };
  const failed = () => {
    const first = Promise.race(running.map((process) => process.failed));
    // Whoever waits for it hears of it; nobody has to.
    first.catch(() => {});
    return first;
  };

  const ports = await Promise.all(['etcd', 'peer', 'api'].map(() => freePort('127.0.0.1')));
  const [etcdPort = 0, peerPort = 0, port = 0] = ports;
  run('etcd', etcdArguments(join(folder, 'etcd'), etcdPort, peerPort));
  run('kube-apiserver', apiServerArguments({ port, etcdPort, certificates, credentials }));
  const certificate = join(certificates, 'apiserver.crt');
  const wait = async (missing: () => Promise<string | undefined>) => {
    const over = new AbortController();
    const ready = untilNothingMissing(missing, {
      signal: AbortSignal.any([signal, over.signal]),
      timeoutMs: startTimeoutMs,
    });
    try {
      await Promise.race([ready, failed()]);
    } finally {
      // Else the script would go on asking for a minute after a process has failed.
      over.abort();
    }
  };
  await wait(async () => (existsSync(certificate) ? undefined : 'kube-apiserver made no certificate'));

  const authority = readAuthority(certificates);
  const url = urlOf(port, 'https');
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, kubeconfigOf({ url, authority, token: credentials.token }), { mode: 0o600 });
  const api = createApiClient({ url, authority, token: credentials.token });
  await wait(async () => {
    const { status } = await api.call('/readyz').catch(() => ({ status: 0 }));
    return status === 200 ? undefined : `kube-apiserver is not ready (${status})`;
  });

  const stagesFile = join(folder, 'stages.yaml');
  writeFileSync(stagesFile, stages);
  run('kube-controller-manager', controllerManagerArguments(kubeconfig, certificate, credentials));
  run('kube-scheduler', schedulerArguments(kubeconfig));
  run('kwok', kwokArguments(kubeconfig, stagesFile));
  return { kubeconfig, api, failed: failed() };
}
