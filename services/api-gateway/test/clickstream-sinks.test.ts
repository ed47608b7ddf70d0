import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateStreamCommand,
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
} from '@aws-sdk/client-kinesis';
import type { CloudEvent } from '@evermart/contracts/events/cloud-event';
import { createEventPublisher } from '@evermart/kit/event-publisher';
import { createEventFactory } from '@evermart/kit/events';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { expect } from 'chai';
import kinesalite from 'kinesalite';
import { eventually } from '../../../test/support/eventually.ts';
import { quietLogger } from '../../../test/support/internal-calls.ts';
import { freshTopic } from '../../../test/support/messaging.ts';
import { shared } from '../../../test/support/shared-stores.ts';
import { createClickstream } from '../clickstream/clickstream.ts';
import { createKinesisSink } from '../clickstream/kinesis-sink.ts';

const region = 'eu-west-1';
const logger = quietLogger('api-gateway');
const createEvent = createEventFactory({ service: 'api-gateway', region: 'test' });
const view = { type: 'shopper.product-viewed', data: { productSlug: 'shirt' } } as const;
const search = { type: 'shopper.searched', data: { query: 'shirt', total: 3 } } as const;

const kinesisEndpoint = shared(async (stopWith) => {
  const folder = await mkdtemp(join(tmpdir(), 'evermart-kinesis-'));
  const server = kinesalite({ path: folder, createStreamMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stopWith(async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await rm(folder, { recursive: true, force: true });
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

describe('where the clickstream goes', () => {
  it('everything to the stream, and to the topic what a queue waits for', async () => {
    const { streamName, endpoint, records } = await freshStream();
    const topic = await freshTopic();
    const clickstream = createClickstream({
      createEvent,
      stream: createKinesisSink({ streamName, region, endpoint }),
      topic: createEventPublisher(topic),
      logger,
      flushMs: 10,
    });

    for (let index = 0; index < 30; index += 1) clickstream.record('visitor-1', index % 2 === 0 ? view : search);

    await topic.waitFor(view.type, 15);
    await eventually(async () => (await records()).length === 30);
    await clickstream.stop();
    expect(new Set(topic.events().map(({ type }) => type))).to.deep.equal(new Set([view.type]));
    expect((await records()).map(({ type }) => type).filter((type) => type === search.type)).to.have.length(15);
  });

  it('nowhere while the stream and the topic are away: nobody waits, memory stays bounded, and it goes on later', async () => {
    let away = true;
    const sent: CloudEvent[] = [];
    const clickstream = createClickstream({
      createEvent,
      stream: {
        send: async (events) => {
          if (away) throw new Error('away');
          sent.push(...events);
        },
        close() {},
      },
      topic: { publish: async () => {}, close() {} },
      logger,
      flushMs: 5,
    });

    const startedMs = performance.now();
    for (let index = 0; index < 50_000; index += 1) clickstream.record(undefined, search);
    expect(performance.now() - startedMs).to.be.below(2_000);
    away = false;
    await eventually(() => {
      clickstream.record('after the outage', view);
      return sent.some(({ subject }) => subject === 'after the outage');
    });
    await clickstream.stop();

    expect(sent.length).to.be.below(11_000);
  });
});

async function freshStream() {
  const endpoint = await kinesisEndpoint();
  const streamName = `clickstream-${randomUUID()}`;
  const kinesis = new KinesisClient({ region, endpoint, requestHandler: new NodeHttpHandler() });
  await kinesis.send(new CreateStreamCommand({ StreamName: streamName, ShardCount: 1 }));
  const shardId = await eventually(async () => {
    const { StreamDescription } = await kinesis.send(new DescribeStreamCommand({ StreamName: streamName }));
    return StreamDescription?.StreamStatus === 'ACTIVE' && StreamDescription.Shards?.[0]?.ShardId;
  });

  return {
    streamName,
    endpoint,
    async records(): Promise<CloudEvent[]> {
      const { ShardIterator } = await kinesis.send(
        new GetShardIteratorCommand({ StreamName: streamName, ShardId: shardId, ShardIteratorType: 'TRIM_HORIZON' }),
      );
      const { Records = [] } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
      return Records.map(({ Data }) => JSON.parse(Buffer.from(Data ?? []).toString()));
    },
  };
}
