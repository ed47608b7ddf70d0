import { KinesisStream } from '@cdktf/provider-aws/lib/kinesis-stream/index.js';
import { Construct } from 'constructs';

export interface EventStreamProps {
  readonly name: string;
  /** Shards of 1 MiB or 1,000 records a second each; `on-demand` grows and shrinks by itself. */
  readonly shards: number | 'on-demand';
  readonly keyArn: string;
  /** How long a record waits for a consumer that is down. 72 if left out: a long weekend without its end. */
  readonly retentionHours?: number;
}

/**
 * What Kinesis keeps a record for, in hours. Source: Kinesis Data Streams API Reference,
 * IncreaseStreamRetentionPeriod.
 */
const retentionLimits = { least: 24, most: 8760 };

/** An encrypted Kinesis stream. Terraform refuses to destroy it: what has not been read yet is nowhere else. */
export class EventStream extends Construct {
  readonly arn: string;
  readonly streamName: string;

  constructor(scope: Construct, id: string, { name, shards, keyArn, retentionHours = 72 }: EventStreamProps) {
    super(scope, id);
    if (retentionHours < retentionLimits.least || retentionHours > retentionLimits.most) {
      throw new Error(`Stream ${name}: it keeps records for 24 to 8760 hours, not ${retentionHours}`);
    }
    if (shards !== 'on-demand' && (!Number.isInteger(shards) || shards < 1)) {
      throw new Error(`Stream ${name}: ${shards} shards; it has at least one, or is "on-demand"`);
    }
    const stream = new KinesisStream(this, 'stream', {
      name,
      retentionPeriod: retentionHours,
      encryptionType: 'KMS',
      kmsKeyId: keyArn,
      streamModeDetails: { streamMode: shards === 'on-demand' ? 'ON_DEMAND' : 'PROVISIONED' },
      ...(shards === 'on-demand' ? {} : { shardCount: shards }),
      lifecycle: { preventDestroy: true },
    });
    this.arn = stream.arn;
    this.streamName = stream.name;
  }
}
