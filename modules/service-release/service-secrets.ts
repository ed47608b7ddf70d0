import { type Setting, settingsOf } from '@evermart/contracts/settings';
import { type SecretName, type ServiceName, serviceNames } from '@evermart/contracts/topology';
import { topologySecrets } from '../secret/topology-secrets.ts';

/** Hosts of the stores, without scheme and port. */
export type StoreHosts = Readonly<Record<'database' | 'redis' | 'search', string>>;

/** A secret of Secrets Manager that a service reads, and the environment variables that come of it. */
export interface ServiceSecret {
  /** Its logical name: `database/orders`, `internal-token`. */
  readonly secret: string;
  /** Somebody has to put it by hand; the service starts without it. */
  readonly optional: boolean;
  /** Values are templates of External Secrets over the secret's keys: `{{ .password }}`. */
  readonly environment: Readonly<Record<string, string>>;
}

interface Source {
  readonly secret: string;
  /** The value's template. */
  readonly template: (hosts: StoreHosts) => string;
}

const keyOf = (secret: SecretName, key: string): Source => ({ secret, template: () => `{{ .${key} }}` });

/** Only letters and digits are in generated passwords, so they stand in a URL as they are. */
const credentials = '{{ .username }}:{{ .password }}';

/** Where a setting's value comes from, if it is a secret in AWS. */
function sourceOf({ name, source, of = '' }: Setting): Source | undefined {
  switch (source) {
    case 'internal-token-keys':
      return keyOf('internal-token', name);
    case 'session-cookie-keys':
      return keyOf('session-cookie', name);
    case 'database-url':
      return {
        secret: `database/${of}`,
        template: ({ database }) => `postgresql://${credentials}@${database}:5432/${of}?sslmode=verify-full`,
      };
    case 'redis-url':
      return { secret: 'redis', template: ({ redis }) => `rediss://${credentials}@${redis}:6379` };
    case 'cognito':
      return name === 'COGNITO_CLIENT_SECRET' ? keyOf('cognito-client', name) : undefined;
    case 'payment-provider':
      // The sandbox provider is a part of the local platform; in AWS there is none to ask.
      return name.startsWith('STRIPE_') ? keyOf('payment-stripe', name) : undefined;
    default:
      return undefined;
  }
}

/** What a service reads from Secrets Manager: one entry a secret, in the order of its settings. */
export function secretsOf(service: ServiceName, hosts: StoreHosts): readonly ServiceSecret[] {
  const bySecret = new Map<string, Record<string, string>>();
  for (const setting of settingsOf(service)) {
    const source = sourceOf(setting);
    if (source === undefined) continue;
    const environment = bySecret.get(source.secret) ?? {};
    environment[setting.name] = source.template(hosts);
    bySecret.set(source.secret, environment);
  }
  return [...bySecret].map(([secret, environment]) => ({ secret, optional: isOptional(secret), environment }));
}

/** The secrets that any service reads, by their logical names: what External Secrets may read. */
export function secretsOfServices(): readonly string[] {
  const all = serviceNames.flatMap((service) =>
    settingsOf(service).flatMap((setting) => sourceOf(setting)?.secret ?? []),
  );
  return [...new Set(all)].sort();
}

const isOptional = (secret: string) => Reflect.get(topologySecrets, secret)?.filledBy === 'operator';
