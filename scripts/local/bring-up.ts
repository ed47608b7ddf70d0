import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ServiceName, serviceNames } from '@evermart/contracts/topology';
import { bundle } from './bundle.ts';
import type { DataFolder } from './data-folder.ts';
import { demoEmails, demoPeopleWith, seedOnce, seedTargetOf } from './demo-data.ts';
import { localFolder, type Platform, type ProcessName } from './platform-options.ts';
import { edgeSpec, paymentProviderSpec, runMigrations, serviceSpec } from './platform-services.ts';
import { type PlatformSettings, portsInUse } from './platform-settings.ts';
import { type RunningStores, startStores } from './platform-stores.ts';
import { assertPortsFree } from './ports.ts';
import { httpProbe, pollUntil } from './process/probes.ts';
import type { ProcessSpec } from './process/process-spec.ts';
import { messagingAddresses } from './resources/messaging.ts';
import { type LocalSecrets, localSecrets } from './secrets.ts';
import { type ServiceSurroundings, serviceEnvironment } from './service-environment.ts';
import type { Stopwatch } from './stopwatch.ts';
import { publishStorefront } from './storefront.ts';
import type { StoreContext } from './stores/store.ts';
import type { Supervisor } from './supervise.ts';

const readyTimeoutMs = 60_000;

export interface Start {
  readonly settings: PlatformSettings;
  readonly folder: DataFolder;
  readonly supervisor: Supervisor;
  readonly stopwatch: Stopwatch;
}

export interface BroughtUp {
  readonly people: Platform['people'];
  environment(name: ServiceName): Record<string, string>;
}

/** Starts everything, each part as soon as what it needs is there. Resolves when every service is ready. */
export async function bringUp({ settings, folder, supervisor, stopwatch }: Start): Promise<BroughtUp> {
  const { host, ports, awsRegion, notice, services } = settings;
  assertEntriesExist(settings);
  await assertPortsFree(ports, portsInUse(settings), host);
  const secrets = localSecrets(folder, demoEmails, settings.secrets);
  const toolsFolder = join(localFolder, 'tools');
  const context: StoreContext = {
    folder,
    toolsFolder,
    host,
    ports,
    secrets,
    awsRegion,
    bundle: (entry) => bundle(entry, join(localFolder, 'build')),
    notice,
  };

  const [files, stores] = await Promise.all([
    stopwatch.time('bundles', () => serviceFiles(settings, context)),
    startStores({ ...settings, context, supervisor, stopwatch, people: demoPeopleWith(secrets.passwords) }),
  ]);
  const around = surroundingsOf(settings, secrets, stores);
  const environment = (name: ServiceName) => ({ ...serviceEnvironment(name, around), ...settings.environment?.[name] });
  const gatewayUrl = settings.serviceUrl('api-gateway');

  await stopwatch.time('migrations', () => runMigrations(services, around.databaseUrl, notice));
  if (settings.seed !== false) {
    const target = seedTargetOf(settings.scale, around, stores.userPool.people, notice);
    await stopwatch.time('demo data', () => seedOnce(folder, target));
  }
  await Promise.all([
    start('payment-provider', paymentProviderSpec(context, gatewayUrl)),
    start('edge', edgeSpec(context, { gatewayUrl, ...staticOrigin(settings, around) })),
    settings.storefront === false
      ? undefined
      : stopwatch.time('storefront', () =>
          publishStorefront(folder, { ...staticOrigin(settings, around), awsRegion }, notice),
        ),
    ...services.map((name) => startService(name, files)),
  ]);
  return {
    environment,
    people: stores.userPool.people.map(({ email, groups }) => ({
      email,
      groups,
      password: secrets.passwords[email] ?? '',
    })),
  };

  async function start(name: ProcessName, spec: Promise<ProcessSpec>): Promise<void> {
    await stopwatch.time(name, async () => supervisor.start(withMore(await spec, settings)));
  }

  async function startService(name: ServiceName, files: ReadonlyMap<ServiceName, string>): Promise<void> {
    const url = settings.serviceUrl(name);
    const file = files.get(name) ?? settings.serviceEntry(name);
    await stopwatch.time(name, async () => {
      await supervisor.start(serviceSpec({ name, url, file, environment: environment(name), toolsFolder }));
      await pollUntil(httpProbe(`${url}/health/ready`), { timeoutMs: readyTimeoutMs }).catch((cause: unknown) => {
        throw new Error(`${name} answers, but it is not ready: see ${url}/health/ready and its log.`, { cause });
      });
    });
  }
}

/** From source while watching, since a change must show in a moment. */
async function serviceFiles({ services, serviceEntry, watch }: PlatformSettings, { bundle }: StoreContext) {
  if (watch === true) return new Map<ServiceName, string>();
  return new Map(await Promise.all(services.map(async (name) => [name, await bundle(serviceEntry(name))] as const)));
}

function withMore(spec: ProcessSpec, { environment }: PlatformSettings): ProcessSpec {
  return { ...spec, env: { ...spec.env, ...environment?.[spec.name as ProcessName] } };
}

function staticOrigin({ names }: PlatformSettings, { endpoints }: ServiceSurroundings) {
  return { s3Url: endpoints.messaging, staticBucket: names.bucket('static'), mediaBucket: names.bucket('media') };
}

function surroundingsOf(
  settings: PlatformSettings,
  secrets: LocalSecrets,
  { urls, userPool }: RunningStores,
): ServiceSurroundings {
  const { region, awsRegion, host, ports, names, serviceUrl, edgeUrl, external } = settings;
  const address = (name: 'postgres' | 'dynamodb' | 'messaging' | 'cognito' | 'kinesis') => urls[name] ?? '';
  return {
    region,
    awsRegion,
    host,
    names,
    secrets,
    serviceUrl,
    databaseUrl: (name) =>
      databaseUrl(address('postgres'), name, external.postgres === undefined ? secrets.postgresPassword : undefined),
    messaging: messagingAddresses(address('messaging'), awsRegion),
    endpoints: {
      dynamodb: address('dynamodb'),
      messaging: address('messaging'),
      cognito: address('cognito'),
      kinesis: address('kinesis'),
      'payment-provider': `http://${host}:${ports['payment-provider']}`,
    },
    smtpUrl: external.mail ?? `smtp://${host}:${ports.smtp}`,
    ...(urls.redis === undefined ? {} : { redisUrl: urls.redis }),
    ...(urls.opensearch === undefined ? {} : { openSearchUrl: urls.opensearch }),
    userPool,
    publicOrigin: edgeUrl,
  };
}

/** Each database has a role of its own name; on a server that somebody else runs, the user of its address. */
function databaseUrl(serverUrl: string, name: string, rolePassword: string | undefined): string {
  const url = new URL(serverUrl);
  if (rolePassword !== undefined) {
    url.username = name;
    url.password = rolePassword;
  }
  url.pathname = `/${name}`;
  return url.href;
}

function assertEntriesExist({ services, serviceEntry, notice }: PlatformSettings): void {
  const missing = services.map(serviceEntry).filter((entry) => !existsSync(entry));
  if (missing.length > 0)
    throw new Error(`There is nothing to start at ${missing.join(', ')}. Leave it out with --services <names>.`);
  const leftOut = serviceNames.filter((name) => !services.includes(name));
  if (leftOut.length > 0) notice(`Left out: ${leftOut.join(', ')}. Nothing answers at their addresses.`);
}
