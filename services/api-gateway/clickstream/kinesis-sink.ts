import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import type { CloudEvent } from '@evermart/contracts/events/cloud-event';
import { NodeHttpHandler } from '@smithy/node-http-handler';

export interface ClickstreamSink {
  /** At most 500 events, as PutRecords takes. */
  send(events: readonly CloudEvent[]): Promise<void>;
  close(): void;
}

/** One JSON line a record; a visitor's events stay in order within a shard. */
export function createKinesisSink(options: {
  streamName: string;
  region: string;
  endpoint?: string | undefined;
}): ClickstreamSink {
  const { streamName, region, endpoint } = options;
  const kinesis = new KinesisClient({
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    maxAttempts: 2,
    // HTTP/1.1: the SDK's default for Kinesis is HTTP/2, which the local stand-in does not speak.
    requestHandler: new NodeHttpHandler({ connectionTimeout: 500, requestTimeout: 3_000, throwOnRequestTimeout: true }),
  });

  return {
    async send(events) {
      const Records = events.map((event) => ({
        PartitionKey: event.subject.slice(0, 256),
        Data: Buffer.from(`${JSON.stringify(event)}\n`),
      }));
      const { FailedRecordCount = 0 } = await kinesis.send(new PutRecordsCommand({ StreamName: streamName, Records }));
      if (FailedRecordCount > 0) throw new Error(`the stream refused ${FailedRecordCount} of ${events.length} events`);
    },
    close: () => kinesis.destroy(),
  };
}
