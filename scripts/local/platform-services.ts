import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type DatabaseName, type ServiceName, services } from '@evermart/contracts/topology';
import { migrate } from '@evermart/kit/migrations';
import { repositoryRoot } from './platform-options.ts';
import { httpProbe } from './process/probes.ts';
import type { ProcessSpec } from './process/process-spec.ts';
import { compileCache, type StoreContext, servingNode } from './stores/store.ts';

/** Enough for a service under load, and a ceiling that shows a leak early. */
const serviceOldSpaceMb = 256;
const edgeOldSpaceMb = 256;

/** They work on what has happened already. */
const backgroundServices: ReadonlySet<ServiceName> = new Set(['notification', 'recommendations']);

export function serviceSpec(options: {
  readonly name: ServiceName;
  readonly url: string;
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly toolsFolder: string;
}): ProcessSpec {
  const { name, url, file, environment, toolsFolder } = options;
  return {
    name,
    url,
    command: process.execPath,
    args: [...servingNode(serviceOldSpaceMb), file],
    env: { ...compileCache(toolsFolder), ...environment },
    background: backgroundServices.has(name),
    probe: httpProbe(`${url}/health/live`),
  };
}

export async function paymentProviderSpec(context: StoreContext, gatewayUrl: string): Promise<ProcessSpec> {
  const { folder, toolsFolder, host, ports, secrets, bundle } = context;
  const dataFolder = folder.store('payment-provider');
  await mkdir(dataFolder, { recursive: true });
  const url = `http://${host}:${ports['payment-provider']}`;
  return {
    name: 'payment-provider',
    url,
    command: process.execPath,
    args: [...servingNode(192), await bundle(join(import.meta.dirname, 'payment-provider', 'main.ts'))],
    env: {
      ...compileCache(toolsFolder),
      NODE_ENV: 'production',
      HOST: host,
      PORT: String(ports['payment-provider']),
      DATA_DIR: dataFolder,
      WEBHOOK_URL: `${gatewayUrl}/api/v1/webhooks/payments/sandbox`,
      WEBHOOK_SECRET: secrets.sandboxWebhookSecret,
    },
    probe: httpProbe(`${url}/health/ready`),
  };
}

export async function edgeSpec(
  context: StoreContext,
  options: {
    readonly gatewayUrl: string;
    readonly s3Url: string;
    readonly staticBucket: string;
    readonly mediaBucket: string;
  },
): Promise<ProcessSpec> {
  const { toolsFolder, host, ports, bundle } = context;
  return {
    name: 'edge',
    url: `http://localhost:${ports.edge}`,
    command: process.execPath,
    args: [...servingNode(edgeOldSpaceMb), await bundle(join(import.meta.dirname, 'edge', 'main.ts'))],
    env: {
      ...compileCache(toolsFolder),
      HOST: host,
      PORT: String(ports.edge),
      API_ORIGIN: options.gatewayUrl,
      S3_URL: options.s3Url,
      STATIC_BUCKET: options.staticBucket,
      MEDIA_BUCKET: options.mediaBucket,
    },
    probe: httpProbe(`http://${host}:${ports.edge}/edge/health`),
  };
}

/** Brings the databases of `names` up to date, each from its service's migrations folder. */
export async function runMigrations(
  names: readonly ServiceName[],
  databaseUrl: (name: DatabaseName) => string,
  notice: (text: string) => void,
): Promise<void> {
  await Promise.all(
    names.map(async (name) => {
      const { database } = services[name];
      const directory = join(repositoryRoot, 'services', name, 'migrations');
      if (database === undefined || !existsSync(directory)) return;
      const applied = await migrate({ databaseUrl: databaseUrl(database), directory });
      if (applied.length > 0) notice(`${name}: applied ${applied.length} migrations`);
    }),
  );
}
