import type { BucketName, QueueName, StreamName, TableName, TopicName } from './topology.ts';

/**
 * Names in an environment: `<prefix>-<logical name>`, e.g. `evermart-production-checkouts`.
 * Topics, queues and tables are regional, so the prefix needs no region; buckets are global, so theirs has one.
 */
export interface PhysicalNames {
  table(name: TableName): string;
  topic(name: TopicName): string;
  queue(name: QueueName): string;
  deadLetterQueue(name: QueueName): string;
  bucket(name: BucketName): string;
  stream(name: StreamName): string;
}

export function physicalNames(prefix: string, region: string): PhysicalNames {
  const named = (name: string) => `${prefix}-${name}`;
  return {
    table: named,
    topic: named,
    queue: named,
    deadLetterQueue: (name) => `${named(name)}-dlq`,
    bucket: (name) => `${prefix}-${region}-${name}`,
    stream: named,
  };
}
