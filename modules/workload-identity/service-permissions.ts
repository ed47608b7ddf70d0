import { isPublisher, queueOf, type ServiceName, services, tables, topicOf } from '@evermart/contracts/topology';
import { useKeysByAlias } from '../key/keys-by-alias.ts';
import type { PolicyStatement } from '../policy-document/policy-document.ts';
import type { Arns } from '../stacks/arns.ts';
import { indexActions, tableActions } from './table-actions.ts';

export interface ServicePermissionsScope {
  readonly arns: Arns;
  readonly region: string;
  /** The environment's domain: mails come from there. */
  readonly domain: string;
  /** `alias/...` of the keys that encrypt what services use. */
  readonly keyAliases: Readonly<Record<'data' | 'messages' | 'lake', string>>;
}

/**
 * What a service may do in AWS: what its place in the topology needs, and no more. Not here:
 * - Secrets: External Secrets reads them for all services, so that no service can read another's.
 * - Cognito: signing up and in is for everybody who knows the client and its secret; IAM isn't asked.
 *   Source: Amazon Cognito Developer Guide, "Unauthenticated and token-authorized API operations".
 * - Aurora and Redis: users of their own, whose passwords are secrets, and network policies.
 */
export function permissionsOf(name: ServiceName, scope: ServicePermissionsScope): readonly PolicyStatement[] {
  return [
    ...tableStatements(name, scope),
    ...publishStatements(name, scope),
    ...consumeStatements(name, scope),
    ...bucketStatements(name, scope),
    ...streamStatements(name, scope),
    ...searchStatements(name, scope),
    ...mailStatements(name, scope),
  ];
}

/** `checkouts` -> `Checkouts`, for Sids. */
const capital = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', '')}`;

function tableStatements(name: ServiceName, { arns, region, keyAliases }: ServicePermissionsScope) {
  const owned = services[name].tables;
  if (owned.length === 0) return [];
  return [
    ...owned.flatMap((table) => {
      const actions = tableActions[table];
      const indexes = tables[table].indexes.map((index) => `${arns.table(table)}/index/${index.name}`);
      const onIndexes = actions.filter((action) => indexActions.includes(action));
      return [
        statement(`Use${capital(table)}`, actions.map(dynamoDb), [arns.table(table)]),
        ...(indexes.length === 0 || onIndexes.length === 0
          ? []
          : [statement(`UseIndexesOf${capital(table)}`, onIndexes.map(dynamoDb), indexes)]),
      ];
    }),
    useKey('UseKeyOfTables', `dynamodb.${region}`, keyAliases.data, arns),
  ];
}

const dynamoDb = (action: string) => `dynamodb:${action}`;

/** To an encrypted topic. Source: Amazon SNS Developer Guide, "Key management". */
function publishStatements(name: ServiceName, { arns, region, keyAliases }: ServicePermissionsScope) {
  if (!isPublisher(name)) return [];
  return [
    statement('PublishItsEvents', ['sns:Publish'], [arns.topic(topicOf(name))]),
    useKey('UseKeyOfTopics', `sns.${region}`, keyAliases.messages, arns),
  ];
}

function consumeStatements(name: ServiceName, { arns, region, keyAliases }: ServicePermissionsScope) {
  const queue = queueOf(name);
  if (queue === undefined) return [];
  const actions = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility'];
  return [
    statement('ConsumeItsQueue', actions, [arns.queue(queue.name)]),
    useKey('UseKeyOfQueues', `sqs.${region}`, keyAliases.messages, arns),
  ];
}

/**
 * Pictures are stored under names made of their content and read through CloudFront: nobody reads or deletes here. S3
 * encrypts them with its own keys.
 */
function bucketStatements(name: ServiceName, { arns }: ServicePermissionsScope) {
  const { buckets } = services[name];
  if (buckets.length === 0) return [];
  return [
    statement(
      'StoreObjects',
      ['s3:PutObject'],
      buckets.map((bucket) => `${arns.bucket(bucket)}/${bucket}/*`),
    ),
  ];
}

function streamStatements(name: ServiceName, { arns, region, keyAliases }: ServicePermissionsScope) {
  const { streams } = services[name];
  if (streams.length === 0) return [];
  return [
    statement('WriteToStreams', ['kinesis:PutRecords'], streams.map(arns.stream)),
    useKey('UseKeyOfStreams', `kinesis.${region}`, keyAliases.lake, arns),
  ];
}

/** The service is its domain's master by this role: it makes, fills and switches indexes. */
function searchStatements(name: ServiceName, { arns }: ServicePermissionsScope) {
  if (services[name].openSearch !== true) return [];
  const methods = ['Get', 'Head', 'Post', 'Put', 'Delete'];
  return [
    statement(
      'UseItsDomain',
      methods.map((method) => `es:ESHttp${method}`),
      [`${arns.searchDomain()}/*`],
    ),
    // Asked for when it tells the domain where its snapshots are.
    {
      sid: 'PassItsSnapshotRole',
      actions: ['iam:PassRole'],
      resources: [arns.searchSnapshotRole()],
      conditions: { StringEquals: { 'iam:PassedToService': 'es.amazonaws.com' } },
    },
  ];
}

/** From the shop's domain only. Raw, because the service builds the message itself. */
function mailStatements(name: ServiceName, { arns, domain }: ServicePermissionsScope): readonly PolicyStatement[] {
  if (services[name].email !== true) return [];
  return [
    {
      sid: 'SendMail',
      actions: ['ses:SendEmail', 'ses:SendRawEmail'],
      resources: [arns.regional('ses', `identity/${domain}`), arns.regional('ses', 'configuration-set/*')],
      conditions: { StringLike: { 'ses:FromAddress': `*@${domain}` } },
    },
  ];
}

const statement = (sid: string, actions: readonly string[], resources: readonly string[]): PolicyStatement => ({
  sid,
  actions,
  resources,
});

/** @param service e.g. `sqs.eu-west-1`, which holds what the key encrypts */
export function useKey(sid: string, service: string, alias: string, arns: Arns): PolicyStatement {
  const keys = arns.regional('kms', 'key/*');
  return useKeysByAlias({ sid, keys, aliases: [alias], viaService: `${service}.amazonaws.com` });
}
