import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  KinesisClient,
  ResourceInUseException,
} from '@aws-sdk/client-kinesis';
import type { PhysicalNames } from '@evermart/contracts/physical-names';
import { pollUntil } from '../process/probes.ts';
import { localClient } from './local-aws.ts';

export async function createStreams(endpoint: string, region: string, names: PhysicalNames): Promise<void> {
  const client = new KinesisClient(localClient(endpoint, region));
  const stream = { StreamName: names.stream('clickstream') };
  try {
    await client.send(new CreateStreamCommand({ ...stream, ShardCount: 1 })).catch((error: unknown) => {
      if (!(error instanceof ResourceInUseException)) throw error;
    });
    await pollUntil(
      async () => {
        const { StreamDescriptionSummary } = await client.send(new DescribeStreamSummaryCommand(stream));
        if (StreamDescriptionSummary?.StreamStatus !== 'ACTIVE')
          throw new Error(`stream ${stream.StreamName} is not active`);
      },
      { timeoutMs: 10_000 },
    );
  } finally {
    client.destroy();
  }
}
