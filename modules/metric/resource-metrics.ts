/** Metrics of the estate's resources, by what names them. Source of names and dimensions: each service's guide, "Monitoring". */
import type { BucketName, QueueName, StreamName, TableName, TopicName } from '@evermart/contracts/topology';
import type { Names } from '../naming.ts';
import { combined, type MetricMath, type MetricQuery, metricsOf } from './metric.ts';

/** Operations of DynamoDB that the services use; errors and latencies are counted for each. */
const tableOperations = ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'BatchGetItem', 'BatchWriteItem'];

/** One of DynamoDB's operations on one table. */
export const tableOperation = (names: Names, table: TableName, operation: string) =>
  metricsOf('AWS/DynamoDB', { TableName: names.table(table), Operation: operation });

/** A metric that DynamoDB counts for each operation, summed over all of them. */
export const overOperations = (names: Names, table: TableName, metric: string): MetricMath =>
  combined(
    'SUM',
    tableOperations.map((operation) => tableOperation(names, table, operation)(metric, 'Sum')),
  );

export const tableMetric = (names: Names, table: TableName) =>
  metricsOf('AWS/DynamoDB', { TableName: names.table(table) });

export const queueMetric = (names: Names, queue: QueueName) => metricsOf('AWS/SQS', { QueueName: names.queue(queue) });

export const deadLetterMetric = (names: Names, queue: QueueName) =>
  metricsOf('AWS/SQS', { QueueName: names.deadLetterQueue(queue) });

export const topicMetric = (names: Names, topic: TopicName) => metricsOf('AWS/SNS', { TopicName: names.topic(topic) });

/** Of the whole cluster: a failover inside it changes which instance writes, and no name. */
export const auroraMetric = (names: Names) => metricsOf('AWS/RDS', { DBClusterIdentifier: names.databaseCluster() });

/** What a cluster of a global database tells with its source region as a further dimension, whichever that is. */
export const globalDatabaseMetric = (names: Names, metric: string): MetricQuery => ({
  sql: `SELECT MAX(${metric}) FROM "AWS/RDS" WHERE DBClusterIdentifier = '${names.databaseCluster()}'`,
});

/** DynamoDB tells it with the receiving region as a further dimension. */
export const tableReplicationLatency = (names: Names, table: TableName): MetricQuery => ({
  sql: `SELECT MAX(ReplicationLatency) FROM "AWS/DynamoDB" WHERE TableName = '${names.table(table)}'`,
});

/** S3 tells it for each rule and destination. */
export const unreplicatedObjects = (names: Names, bucket: BucketName): MetricQuery => ({
  sql: `SELECT SUM(OperationsFailedReplication) FROM "AWS/S3" WHERE SourceBucket = '${names.bucket(bucket)}'`,
});

/** The most of any node. ElastiCache numbers the nodes of a group that is not sharded 001, 002 ... */
export function redisMetric(names: Names, nodes: number) {
  const ids = Array.from({ length: nodes }, (_, index) => `${names.redis()}-${String(index + 1).padStart(3, '0')}`);
  return (metric: string, statistic: 'Maximum' | 'Average' | 'Sum'): MetricMath =>
    combined(
      'MAX',
      ids.map((id) => metricsOf('AWS/ElastiCache', { CacheClusterId: id })(metric, statistic)),
    );
}

export const searchMetric = (names: Names, account: string) =>
  metricsOf('AWS/ES', { DomainName: names.searchDomain(), ClientId: account });

export const streamMetric = (names: Names, stream: StreamName) =>
  metricsOf('AWS/Kinesis', { StreamName: names.stream(stream) });

export const deliveryMetric = (names: Names, thing: DeliveryName) =>
  metricsOf('AWS/Firehose', { DeliveryStreamName: names.of('deliveryStream', thing) });

/** The delivery streams of the stack `analytics`. */
export const deliveryNames = ['clickstream', 'edge-logs', 'order-events'] as const;
export type DeliveryName = (typeof deliveryNames)[number];

export interface LoadBalancerNames {
  /** `app/<name>/<id>` */
  readonly loadBalancer: string;
  /** `targetgroup/<name>/<id>` */
  readonly targetGroup: string;
}

export const loadBalancerMetric = ({ loadBalancer }: LoadBalancerNames) =>
  metricsOf('AWS/ApplicationELB', { LoadBalancer: loadBalancer });

export const targetMetric = ({ loadBalancer, targetGroup }: LoadBalancerNames) =>
  metricsOf('AWS/ApplicationELB', { TargetGroup: targetGroup, LoadBalancer: loadBalancer });

/** Everything that the account sends in the region, the reputation that SES judges. */
export const mailReputation = metricsOf('AWS/SES', {});

export const edgeLogParserMetric = (names: Names) =>
  metricsOf('AWS/Lambda', { FunctionName: names.of('function', 'edge-log-parser') });

/** What EKS tells of every cluster. Source: Amazon EKS User Guide, "Basic metrics in Amazon CloudWatch". */
export const clusterMetric = (names: Names) => metricsOf('AWS/EKS', { ClusterName: names.cluster() });

/** Of every instance in the region: nodes come and go, and nothing else of the shop runs on instances. */
export const failedInstances: MetricQuery = {
  sql: 'SELECT MAX(StatusCheckFailed) FROM SCHEMA("AWS/EC2", InstanceId)',
};

/** Of every NAT gateway in the region. */
export const failedPortAllocations: MetricQuery = {
  sql: 'SELECT SUM(ErrorPortAllocation) FROM SCHEMA("AWS/NATGateway", NatGatewayId)',
};
