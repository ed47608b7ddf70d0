import { CloudfrontRealtimeLogConfig } from '@cdktf/provider-aws/lib/cloudfront-realtime-log-config/index.js';
import { Construct } from 'constructs';

export interface RealTimeLogProps {
  readonly name: string;
  /** A Kinesis stream of this account, in any region. */
  readonly streamArn: string;
  /** The role that lets CloudFront write to it. */
  readonly roleArn: string;
  /** As CloudFront names them. It writes them in its own order. */
  readonly fields: readonly string[];
  /** Requests that are logged, in percent: 1 to 100. */
  readonly samplingPercent: number;
}

/** A line for each sampled request, in the stream within seconds. The site goes on when the stream is away. */
export class RealTimeLog extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: RealTimeLogProps) {
    super(scope, id);
    const { name, streamArn, roleArn, fields, samplingPercent } = props;
    if (!Number.isInteger(samplingPercent) || samplingPercent < 1 || samplingPercent > 100) {
      throw new Error(`${samplingPercent}: the sample of real-time logs is a whole number from 1 to 100 percent`);
    }
    this.arn = new CloudfrontRealtimeLogConfig(this, 'config', {
      name,
      samplingRate: samplingPercent,
      fields: [...fields],
      endpoint: { streamType: 'Kinesis', kinesisStreamConfig: { roleArn, streamArn } },
    }).arn;
  }
}
