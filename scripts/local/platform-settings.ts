import { join } from 'node:path';
import { type PhysicalNames, physicalNames } from '@evermart/contracts/physical-names';
import { type ServiceName, serviceNames } from '@evermart/contracts/topology';
import { localFolder, type PlatformOptions, repositoryRoot } from './platform-options.ts';
import { fixedPorts, type PortName, portNames } from './ports.ts';
import { openSearchAvailable } from './stores/opensearch-tools.ts';

type Defaulted =
  | 'region'
  | 'awsRegion'
  | 'folder'
  | 'host'
  | 'ports'
  | 'scale'
  | 'dynamodb'
  | 'services'
  | 'serviceEntry'
  | 'external'
  | 'search'
  | 'notice';

/** The options with every default filled in, and what follows from them. */
export interface PlatformSettings extends Omit<PlatformOptions, Defaulted>, Required<Pick<PlatformOptions, Defaulted>> {
  readonly names: PhysicalNames;
  readonly edgeUrl: string;
  serviceUrl(name: ServiceName): string;
}

export function platformSettings(options: PlatformOptions): PlatformSettings {
  const {
    region = 'region-a',
    awsRegion = 'eu-west-1',
    host = '127.0.0.1',
    ports = fixedPorts(),
    external = {},
  } = options;
  const search =
    options.search ?? (external.opensearch !== undefined || openSearchAvailable() ? 'opensearch' : 'postgres');
  return {
    ...options,
    region,
    awsRegion,
    host,
    ports,
    external,
    search,
    folder: options.folder ?? join(localFolder, region),
    scale: options.scale ?? 'small',
    dynamodb: options.dynamodb ?? 'dynalite',
    services: options.services ?? serviceNames,
    serviceEntry: options.serviceEntry ?? ((name) => join(repositoryRoot, 'services', name, 'main.ts')),
    notice: options.notice ?? (() => {}),
    names: physicalNames('evermart-local', awsRegion),
    edgeUrl: `http://localhost:${ports.edge}`,
    serviceUrl: (name) => `http://${host}:${ports[name]}`,
  };
}

/** The ports that this start will listen on. */
export function portsInUse({ services, external, search }: PlatformSettings): readonly PortName[] {
  const unused = new Set<PortName>(serviceNames.filter((name) => !services.includes(name)));
  if (search === 'postgres' || external.opensearch !== undefined) unused.add('opensearch').add('opensearch-transport');
  for (const name of ['postgres', 'dynamodb', 'messaging', 'cognito', 'kinesis', 'redis'] as const) {
    if (external[name] !== undefined) unused.add(name);
  }
  if (external.mail !== undefined) unused.add('mail').add('smtp');
  return portNames.filter((name) => !unused.has(name));
}
