import { CloudwatchLogStream } from '@cdktf/provider-aws/lib/cloudwatch-log-stream/index.js';
import {
  KinesisFirehoseDeliveryStream,
  type KinesisFirehoseDeliveryStreamExtendedS3Configuration,
} from '@cdktf/provider-aws/lib/kinesis-firehose-delivery-stream/index.js';
import { Construct } from 'constructs';
import { type DeliveryRoleProps, deliveryRole } from './delivery-role.ts';

export interface DeliveryStreamProps extends DeliveryRoleProps {
  readonly name: string;
  /** Where a day's files go, e.g. `clickstream/day=!{timestamp:yyyy-MM-dd}/`. Firehose fills in UTC. */
  readonly prefix: string;
  /** Where records go that could not be parsed or converted. */
  readonly errorPrefix: string;
  /** Writes down what could not be delivered. */
  readonly logGroup: { readonly name: string; readonly arn: string };
  /** Seconds until a file is written, 60 to 900. 300 if left out. */
  readonly bufferSeconds?: number;
}

/**
 * At least 64 MiB where the format is converted, and a file of Parquet wants to be large.
 * Source: Amazon Data Firehose Developer Guide, "Convert input data format".
 */
const bufferMiB = 64;

/**
 * A Firehose stream that writes JSON records into a lake as Parquet, with the columns of a table of the Glue catalog.
 * Reads a Kinesis stream, or takes records from whoever may put them.
 */
export class DeliveryStream extends Construct {
  readonly arn: string;
  readonly streamName: string;

  constructor(scope: Construct, id: string, props: DeliveryStreamProps) {
    super(scope, id);
    const { name, source, logGroup, keyArn, bufferSeconds = 300 } = props;
    if (bufferSeconds < 60 || bufferSeconds > 900) {
      throw new Error(`Delivery stream ${name}: it buffers for 60 to 900 seconds, not ${bufferSeconds}`);
    }
    const logStream = new CloudwatchLogStream(this, 'log-stream', { name, logGroupName: logGroup.name });
    const { role, policy } = deliveryRole(this, props);
    const stream = new KinesisFirehoseDeliveryStream(this, 'delivery', {
      name,
      destination: 'extended_s3',
      extendedS3Configuration: {
        ...destinationOf(props, role.arn),
        bufferingSize: bufferMiB,
        bufferingInterval: bufferSeconds,
        cloudwatchLoggingOptions: { enabled: true, logGroupName: logGroup.name, logStreamName: logStream.name },
      },
      ...(source === 'put'
        ? { serverSideEncryption: { enabled: true, keyType: 'CUSTOMER_MANAGED_CMK', keyArn } }
        : { kinesisSourceConfiguration: { kinesisStreamArn: source.streamArn, roleArn: role.arn } }),
      // Firehose tries the role when it is made.
      dependsOn: [policy],
    });
    this.arn = stream.arn;
    this.streamName = stream.name;
  }
}

function destinationOf(
  { bucketArn, prefix, errorPrefix, table, parserArn }: DeliveryStreamProps,
  roleArn: string,
): KinesisFirehoseDeliveryStreamExtendedS3Configuration {
  return {
    roleArn,
    bucketArn,
    prefix,
    errorOutputPrefix: errorPrefix,
    // Parquet compresses itself, with Snappy.
    compressionFormat: 'UNCOMPRESSED',
    dataFormatConversionConfiguration: {
      inputFormatConfiguration: { deserializer: { openXJsonSerDe: {} } },
      outputFormatConfiguration: { serializer: { parquetSerDe: { compression: 'SNAPPY' } } },
      schemaConfiguration: { databaseName: table.database, tableName: table.name, roleArn },
    },
    ...(parserArn === undefined
      ? {}
      : {
          processingConfiguration: {
            enabled: true,
            processors: [
              { type: 'Lambda', parameters: [{ parameterName: 'LambdaArn', parameterValue: `${parserArn}:$LATEST` }] },
            ],
          },
        }),
  };
}
