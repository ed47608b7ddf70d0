import { DynamoDBClient, paginateListTables, paginateScan } from '@aws-sdk/client-dynamodb';
import { GetRecordsCommand, GetShardIteratorCommand, KinesisClient, ListShardsCommand } from '@aws-sdk/client-kinesis';
import type { DatabaseName } from '@evermart/contracts/topology';
import pg from 'pg';
import { createClient } from 'redis';
import { localClient } from '../../../scripts/local/resources/local-aws.ts';
import type { Place } from './find-secrets.ts';

/** Every item of every table. As DynamoDB sends them, since sets vanish in the document client's JSON. */
export async function dynamoContents(endpoint: string, region: string, prefix: string): Promise<Place[]> {
  const client = new DynamoDBClient(localClient(endpoint, region));
  const places: Place[] = [];
  for await (const { TableNames = [] } of paginateListTables({ client }, {})) {
    for (const TableName of TableNames) {
      const name = `dynamodb ${TableName.replace(prefix, '')}`;
      for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true })) {
        places.push(...Items.map((item) => ({ name, text: JSON.stringify(item) })));
      }
    }
  }
  client.destroy();
  return places;
}

/** Every column of every row of every table. */
export async function postgresContents(database: DatabaseName, url: string): Promise<Place[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ schema: string; name: string }>(
      `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    const places: Place[] = [];
    for (const { schema, name } of tables) {
      const table = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
      const { rows } = await client.query<{ row: Record<string, unknown> }>(
        `SELECT to_jsonb(t) AS row FROM ${table} t`,
      );
      for (const { row } of rows) {
        for (const [column, value] of Object.entries(row)) {
          const text = typeof value === 'string' ? value : JSON.stringify(value);
          places.push({ name: `postgres ${database}.${name}.${column}`, text });
        }
      }
    }
    return places;
  } finally {
    await client.end();
  }
}

/** Every record since the stream was made. */
export async function kinesisContents(endpoint: string, region: string, streamName: string): Promise<Place[]> {
  const client = new KinesisClient(localClient(endpoint, region));
  const places: Place[] = [];
  const { Shards = [] } = await client.send(new ListShardsCommand({ StreamName: streamName }));
  for (const { ShardId } of Shards) {
    const start = { StreamName: streamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' as const };
    let { ShardIterator: next } = await client.send(new GetShardIteratorCommand(start));
    for (let empty = false; next !== undefined && !empty; ) {
      const { Records = [], NextShardIterator } = await client.send(new GetRecordsCommand({ ShardIterator: next }));
      places.push(
        ...Records.map(({ PartitionKey = '', Data = new Uint8Array() }) => ({
          name: 'kinesis clickstream',
          text: `${PartitionKey} ${Buffer.from(Data).toString('utf8')}`,
        })),
      );
      empty = Records.length === 0;
      next = NextShardIterator;
    }
  }
  client.destroy();
  return places;
}

/** Every key with its value; a kind of value that this can't read is an error and not a blind spot. */
export async function redisContents(url: string): Promise<Place[]> {
  const client = await createClient({ url }).connect();
  const places: Place[] = [];
  for await (const keys of client.scanIterator({ COUNT: 1_000 })) {
    for (const key of keys) {
      const type = await client.type(key);
      if (type === 'none') continue;
      if (type !== 'string') throw new Error(`the walk can't read ${key}, a ${type}: teach it`);
      places.push({ name: 'redis', text: `${key} ${await client.get(key)}` });
    }
  }
  client.destroy();
  return places;
}
