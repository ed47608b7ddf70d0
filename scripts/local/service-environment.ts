import type { PhysicalNames } from '@evermart/contracts/physical-names';
import { type Setting, settingsOf } from '@evermart/contracts/settings';
import type {
  BucketName,
  DatabaseName,
  QueueName,
  ServiceName,
  StreamName,
  TableName,
  TopicName,
} from '@evermart/contracts/topology';
import { localSettings } from './local-settings.ts';
import { localCredentials } from './resources/local-aws.ts';
import type { MessagingAddresses } from './resources/messaging.ts';
import type { UserPool } from './resources/user-pool.ts';
import type { LocalSecrets } from './secrets.ts';

/** Everything that a service's settings may point to. */
export interface ServiceSurroundings {
  readonly region: string;
  readonly awsRegion: string;
  readonly host: string;
  readonly names: PhysicalNames;
  readonly secrets: LocalSecrets;
  /** Of each service, with its port. */
  readonly serviceUrl: (name: ServiceName) => string;
  readonly databaseUrl: (name: DatabaseName) => string;
  readonly messaging: MessagingAddresses;
  readonly endpoints: Readonly<Record<'dynamodb' | 'messaging' | 'cognito' | 'kinesis' | 'payment-provider', string>>;
  readonly smtpUrl: string;
  readonly redisUrl?: string;
  readonly openSearchUrl?: string;
  readonly userPool: Pick<UserPool, 'poolId' | 'clientId' | 'clientSecret'>;
  /** The origin that browsers see. */
  readonly publicOrigin: string;
}

/** A service's whole environment: its settings from the topology, and what stands in for AWS. */
export function serviceEnvironment(name: ServiceName, around: ServiceSurroundings): Record<string, string> {
  const settings = settingsOf(name).flatMap((setting) => {
    const value = settingValue(setting, name, around);
    if (value !== undefined) return [[setting.name, value] as const];
    if (!setting.required) return [];
    throw new Error(`The local platform has no value for ${setting.name}, which ${name} needs.`);
  });
  return { ...Object.fromEntries(settings), ...standIns(around), ...localSettings(name, around.publicOrigin) };
}

/** Read by the AWS SDK itself, and by the services where the SDK is not asked. */
function standIns({ awsRegion, host, endpoints }: ServiceSurroundings): Record<string, string> {
  return {
    NODE_ENV: 'production',
    HOST: host,
    AWS_REGION: awsRegion,
    AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_SNS: endpoints.messaging,
    AWS_ENDPOINT_URL_SQS: endpoints.messaging,
    AWS_ENDPOINT_URL_S3: endpoints.messaging,
    AWS_ENDPOINT_URL_KINESIS: endpoints.kinesis,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoints.cognito,
  };
}

function settingValue(setting: Setting, service: ServiceName, around: ServiceSurroundings): string | undefined {
  const of = setting.of ?? '';
  const { names, secrets } = around;
  switch (setting.source) {
    case 'port':
      return new URL(around.serviceUrl(service)).port;
    case 'region':
      return around.region;
    case 'internal-token-keys':
      return secrets.internalTokenKeys;
    case 'session-cookie-keys':
      return secrets.sessionCookieKeys;
    case 'service-url':
      return around.serviceUrl(of as ServiceName);
    case 'table':
      return names.table(of as TableName);
    case 'database-url':
      return around.databaseUrl(of as DatabaseName);
    case 'redis-url':
      return around.redisUrl;
    case 'opensearch-url':
      return around.openSearchUrl;
    case 'topic-arn':
      return around.messaging.topicArn(names.topic(of as TopicName));
    case 'queue-url':
      return around.messaging.queueUrl(names.queue(of as QueueName));
    case 'bucket':
      return names.bucket(of as BucketName);
    case 'stream':
      return names.stream(of as StreamName);
    case 'cognito':
      return cognitoValue(setting.name, around);
    case 'email':
      return setting.name === 'SMTP_URL' ? around.smtpUrl : 'Evermart <shop@evermart.test>';
    case 'payment-provider':
      return paymentProviderValue(setting.name, around);
  }
}

function cognitoValue(name: string, { userPool }: ServiceSurroundings): string | undefined {
  if (name === 'COGNITO_USER_POOL_ID') return userPool.poolId;
  if (name === 'COGNITO_CLIENT_ID') return userPool.clientId;
  return name === 'COGNITO_CLIENT_SECRET' ? userPool.clientSecret : undefined;
}

/** Stripe's keys are the developer's own, if they have a test account. */
function paymentProviderValue(name: string, { endpoints, secrets }: ServiceSurroundings): string | undefined {
  if (name === 'SANDBOX_PROVIDER_URL') return endpoints['payment-provider'];
  if (name === 'SANDBOX_WEBHOOK_SECRET') return secrets.sandboxWebhookSecret;
  return process.env[name];
}
