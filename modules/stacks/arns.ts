import type { ServiceName } from '@evermart/contracts/topology';
import type { Names } from '../naming.ts';

export interface ArnScope {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly names: Names;
}

/** ARNs of what has a name of its own, written without asking the stack that owns it. */
export function arnsOf({ partition, region, account, names }: ArnScope) {
  const regional = (service: string, resource: string) =>
    `arn:${partition}:${service}:${region}:${account}:${resource}`;
  const global = (service: string, resource: string) => `arn:${partition}:${service}::${account}:${resource}`;
  const role = (name: string) => global('iam', `role/${name}`);
  return {
    /** `arn:aws:<service>:<region>:<account>:<resource>` */
    regional,
    /** `arn:aws:<service>::<account>:<resource>` */
    global,
    role,
    serviceRole: (service: ServiceName) => role(names.serviceRole(service)),
    deliveryRole: (delivery: Parameters<Names['deliveryRole']>[0]) => role(names.deliveryRole(delivery)),
    permissionBoundary: () => global('iam', `policy/${names.permissionBoundary()}`),
    /** Who may do everything in the account, as a key policy names it. */
    accountRoot: () => global('iam', 'root'),
    /** A policy that AWS manages. */
    managedPolicy: (name: string) => `arn:${partition}:iam::aws:policy/${name}`,
    table: (table: Parameters<Names['table']>[0]) => regional('dynamodb', `table/${names.table(table)}`),
    topic: (topic: Parameters<Names['topic']>[0]) => regional('sns', names.topic(topic)),
    queue: (queue: Parameters<Names['queue']>[0]) => regional('sqs', names.queue(queue)),
    deadLetterQueue: (queue: Parameters<Names['queue']>[0]) => regional('sqs', names.deadLetterQueue(queue)),
    bucket: (bucket: Parameters<Names['bucket']>[0]) => `arn:${partition}:s3:::${names.bucket(bucket)}`,
    stream: (stream: Parameters<Names['stream']>[0]) => regional('kinesis', `stream/${names.stream(stream)}`),
    cluster: () => regional('eks', `cluster/${names.cluster()}`),
    searchSnapshotRole: () => role(names.searchSnapshotRole()),
    searchDomain: () => regional('es', `domain/${names.searchDomain()}`),
    parameter: (path: string) => regional('ssm', `parameter${path}`),
    logGroup: (group: string) => regional('logs', `log-group:${names.logGroup(group)}`),
  };
}
export type Arns = ReturnType<typeof arnsOf>;
