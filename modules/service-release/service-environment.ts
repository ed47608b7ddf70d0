import { type Setting, settingsOf } from '@evermart/contracts/settings';
import {
  type BucketName,
  type QueueName,
  type ServiceName,
  type StreamName,
  services,
  type TableName,
  type TopicName,
} from '@evermart/contracts/topology';
import { senderOf } from '../email/email-domain.ts';
import type { Names } from '../naming.ts';
import type { Arns } from '../stacks/arns.ts';

/** What infrastructure knows and services are told, secrets aside. */
export interface ServiceSurroundings {
  readonly region: string;
  readonly account: string;
  readonly names: Names;
  readonly arns: Arns;
  readonly domain: string;
  /** OpenSearch's host. It needs no password: the service signs its requests with its role. */
  readonly searchHost: string;
  readonly userPool: Readonly<Record<'id' | 'issuer' | 'gatewayClientId' | 'mobileClientId', string>>;
}

/** In front of the gateway: CloudFront and the load balancer. */
const trustedProxyHops = 2;

/** Where an image keeps the certificates of Aurora's authority, which Node.js doesn't know by itself. */
export const databaseAuthority = '/etc/evermart/rds-global-bundle.pem';

/** The plain part of a service's environment: its settings from the topology, and what only this environment knows. */
export function environmentOf(service: ServiceName, around: ServiceSurroundings): Readonly<Record<string, string>> {
  const settings = settingsOf(service).flatMap((setting) => {
    const value = settingValue(setting, service, around);
    return value === undefined ? [] : [[setting.name, value] as const];
  });
  return { ...Object.fromEntries(settings), ...common(service, around), ...(own[service]?.(around) ?? {}) };
}

function common(service: ServiceName, { region }: ServiceSurroundings): Readonly<Record<string, string>> {
  return {
    NODE_ENV: 'production',
    AWS_REGION: region,
    // The pod's preStop waits while the load balancer takes it out; the service itself then stops at once.
    SHUTDOWN_DELAY_MS: '0',
    ...(services[service].database === undefined ? {} : { NODE_EXTRA_CA_CERTS: databaseAuthority }),
  };
}

/** What a service's own config.ts asks for beside its place in the topology. */
const own: { readonly [service in ServiceName]?: (around: ServiceSurroundings) => Readonly<Record<string, string>> } = {
  'api-gateway': ({ domain, userPool }) => ({
    COGNITO_ISSUER: userPool.issuer,
    COGNITO_BEARER_CLIENT_IDS: userPool.mobileClientId,
    PUBLIC_ORIGIN: `https://${domain}`,
    TRUSTED_PROXY_HOPS: String(trustedProxyHops),
  }),
  notification: ({ domain }) => ({ STOREFRONT_URL: `https://${domain}` }),
};

/** `undefined` for what is a secret, and for what exists on a developer's machine only. */
function settingValue(setting: Setting, service: ServiceName, around: ServiceSurroundings): string | undefined {
  const { region, account, names, arns, domain, userPool } = around;
  const of = setting.of ?? '';
  switch (setting.source) {
    case 'port':
      return String(services[service].port);
    case 'region':
      return region;
    case 'service-url':
      return `http://${of}:${services[of as ServiceName].port}`;
    case 'table':
      return names.table(of as TableName);
    case 'topic-arn':
      return arns.topic(of as TopicName);
    case 'queue-url':
      return `https://sqs.${region}.amazonaws.com/${account}/${names.queue(of as QueueName)}`;
    case 'bucket':
      return names.bucket(of as BucketName);
    case 'stream':
      return names.stream(of as StreamName);
    case 'opensearch-url':
      return `https://${around.searchHost}`;
    case 'cognito':
      return { COGNITO_USER_POOL_ID: userPool.id, COGNITO_CLIENT_ID: userPool.gatewayClientId }[setting.name];
    case 'email':
      return setting.name === 'EMAIL_FROM' ? senderOf(domain) : undefined;
    default:
      return undefined;
  }
}
