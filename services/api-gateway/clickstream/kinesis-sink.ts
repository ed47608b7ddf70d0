import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import type { CloudEvent } from '@evermart/contracts/events/cloud-event';
import { awsHttpHandler } from '@evermart/kit/aws-http-handler';

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
    // The SDK's default for Kinesis is HTTP/2, which the local stand-in does not speak.
    requestHandler: awsHttpHandler({ connectTimeoutMs: 500, answerTimeoutMs: 3_000 }),
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
