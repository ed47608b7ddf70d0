/**
 * The environment variables that a service's place in the topology brings. The local platform fills them, the charts
 * pass them, and each service's config.ts reads them by these names.
 */
import { isPublisher, queueOf, type ServiceName, services, type TableName } from './topology.ts';

export type SettingSource =
  | 'port'
  | 'region'
  | 'internal-token-keys'
  | 'service-url'
  | 'table'
  | 'database-url'
  | 'redis-url'
  | 'opensearch-url'
  | 'topic-arn'
  | 'queue-url'
  | 'bucket'
  | 'stream'
  | 'cognito'
  | 'session-cookie-keys'
  | 'email'
  | 'payment-provider';

export interface Setting {
  /** The environment variable's name. */
  readonly name: string;
  readonly source: SettingSource;
  /** The logical resource it points to, where there is more than one of its kind. */
  readonly of?: string;
  /** It comes from Secrets Manager and must never stand in a plan, a log or an image. */
  readonly secret: boolean;
  readonly required: boolean;
}

const upperSnake = (name: string) => name.toUpperCase().replaceAll('-', '_');

export const serviceUrlSetting = (service: ServiceName) => `${upperSnake(service)}_URL`;
const tableSetting = (table: TableName) => `${upperSnake(table)}_TABLE`;

function setting(name: string, source: SettingSource, more: Partial<Setting> = {}): Setting {
  return { name, source, secret: false, required: true, ...more };
}

const secret = { secret: true };
const optional = { required: false };

export function settingsOf(name: ServiceName): readonly Setting[] {
  const service = services[name];
  return [
    setting('PORT', 'port'),
    setting('EVERMART_REGION', 'region'),
    setting('INTERNAL_TOKEN_KEYS', 'internal-token-keys', secret),
    ...service.calls.map((callee) => setting(serviceUrlSetting(callee), 'service-url', { of: callee })),
    ...service.tables.map((table) => setting(tableSetting(table), 'table', { of: table })),
    ...(service.database === undefined
      ? []
      : [setting('DATABASE_URL', 'database-url', { ...secret, of: service.database })]),
    ...(service.redis ? [setting('REDIS_URL', 'redis-url', { ...secret, ...optional })] : []),
    ...(service.openSearch ? [setting('OPENSEARCH_URL', 'opensearch-url', { ...secret, ...optional })] : []),
    ...(isPublisher(name) ? [setting('EVENTS_TOPIC_ARN', 'topic-arn', { of: `${name}-events` })] : []),
    ...(queueOf(name) === undefined ? [] : [setting('EVENTS_QUEUE_URL', 'queue-url', { of: `${name}-events` })]),
    ...service.buckets.map((bucket) => setting(`${upperSnake(bucket)}_BUCKET`, 'bucket', { of: bucket })),
    ...service.streams.map((stream) => setting(`${upperSnake(stream)}_STREAM`, 'stream', { of: stream })),
    ...(service.cognito
      ? [
          setting('COGNITO_USER_POOL_ID', 'cognito'),
          setting('COGNITO_CLIENT_ID', 'cognito'),
          setting('COGNITO_CLIENT_SECRET', 'cognito', { ...secret, ...optional }),
        ]
      : []),
    ...(service.secrets.includes('session-cookie')
      ? [setting('SESSION_COOKIE_KEYS', 'session-cookie-keys', secret)]
      : []),
    ...(service.email
      ? [setting('EMAIL_FROM', 'email'), setting('SMTP_URL', 'email', { ...secret, ...optional })]
      : []),
    ...(service.paymentProviders
      ? [
          setting('SANDBOX_PROVIDER_URL', 'payment-provider', optional),
          setting('SANDBOX_WEBHOOK_SECRET', 'payment-provider', { ...secret, ...optional }),
          setting('STRIPE_API_KEY', 'payment-provider', { ...secret, ...optional }),
          setting('STRIPE_WEBHOOK_SECRET', 'payment-provider', { ...secret, ...optional }),
        ]
      : []),
  ];
}
