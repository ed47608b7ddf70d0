import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DatabaseName, type ServiceName, serviceNames, services } from '@evermart/contracts/topology';
import pg from 'pg';
import { eventually } from '../eventually.ts';
import type { Shop } from '../shop.ts';
import type { Place } from './find-secrets.ts';
import { dynamoContents, kinesisContents, postgresContents, redisContents } from './store-contents.ts';
import type { TopicTap } from './topic-tap.ts';

/** Everything that the shop has kept or said, piece by piece. Payment provider, mail and user pool are foreign systems. */
export async function walkShop(shop: Pick<Shop, 'platform' | 'folder'>, tap: TopicTap): Promise<Place[]> {
  for (const [, url] of databasesOf(shop)) await untilPublished(url);
  const gateway = shop.platform.environment('api-gateway');
  const { AWS_REGION: region = '', AWS_ENDPOINT_URL_DYNAMODB = '', AWS_ENDPOINT_URL_KINESIS = '' } = gateway;
  const prefix = gateway.SESSIONS_TABLE?.replace(/sessions$/, '') ?? '';
  const parts = await Promise.all([
    logLines(shop.folder),
    tap.contents(),
    dynamoContents(AWS_ENDPOINT_URL_DYNAMODB, region, prefix),
    kinesisContents(AWS_ENDPOINT_URL_KINESIS, region, gateway.CLICKSTREAM_STREAM ?? ''),
    gateway.REDIS_URL === undefined ? [] : redisContents(gateway.REDIS_URL),
    ...databasesOf(shop).map(([database, url]) => postgresContents(database, url)),
  ]);
  return parts.flat();
}

function databasesOf({ platform }: Pick<Shop, 'platform'>): [database: DatabaseName, url: string][] {
  return serviceNames.flatMap((name: ServiceName): [DatabaseName, string][] => {
    const { database } = services[name];
    return database === undefined ? [] : [[database, platform.environment(name).DATABASE_URL ?? '']];
  });
}

/** What still waits in an outbox would be said after the walk. */
async function untilPublished(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await eventually(
      async () => (await client.query('SELECT FROM outbox WHERE published_at IS NULL LIMIT 1')).rowCount === 0,
      { withinMs: 30_000, everyMs: 200 },
    );
  } finally {
    await client.end();
  }
}

export const logFolderOf = (folder: string) => join(folder, 'region-a', 'logs');

async function logLines(folder: string): Promise<Place[]> {
  const logs = logFolderOf(folder);
  const files = await readdir(logs);
  const contents = await Promise.all(
    files.map(async (file) => {
      const lines = (await readFile(join(logs, file), 'utf8')).split('\n');
      return lines.map((text) => ({ name: `log ${file.replace(/\.log(\.1)?$/, '')}`, text }));
    }),
  );
  return contents.flat();
}
