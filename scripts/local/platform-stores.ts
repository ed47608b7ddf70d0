import type { PhysicalNames } from '@evermart/contracts/physical-names';
import type { PlatformOptions, SearchEngine, StoreName } from './platform-options.ts';
import type { ProcessSpec } from './process/process-spec.ts';
import { createBuckets } from './resources/buckets.ts';
import { createDatabases } from './resources/databases.ts';
import { createMessaging } from './resources/messaging.ts';
import { createStreams } from './resources/streams.ts';
import { createTables } from './resources/tables.ts';
import { createUserPool, type PersonToCreate, type UserPool } from './resources/user-pool.ts';
import type { Stopwatch } from './stopwatch.ts';
import { cognitoStore } from './stores/cognito.ts';
import { dynamodbStore } from './stores/dynamodb.ts';
import { dynamodbLocalStore } from './stores/dynamodb-local.ts';
import { kinesisStore } from './stores/kinesis.ts';
import { mailStore } from './stores/mail.ts';
import { messagingStore } from './stores/messaging.ts';
import { openSearchStore } from './stores/opensearch.ts';
import { postgresStore } from './stores/postgres.ts';
import { redisStore } from './stores/redis.ts';
import type { StoreContext } from './stores/store.ts';
import type { Supervisor } from './supervise.ts';

export interface StoresDeps {
  readonly context: StoreContext;
  readonly supervisor: Supervisor;
  readonly stopwatch: Stopwatch;
  readonly names: PhysicalNames;
  readonly external: NonNullable<PlatformOptions['external']>;
  readonly search: SearchEngine;
  readonly dynamodb: NonNullable<PlatformOptions['dynamodb']>;
  readonly people: readonly PersonToCreate[];
}

export interface RunningStores {
  /** Absent: this machine has none, and the services do without. */
  readonly urls: Readonly<Partial<Record<StoreName, string>>>;
  readonly userPool: UserPool;
}

/** Starts every store at once and, as each one answers, creates in it what the topology asks for. */
export async function startStores(deps: StoresDeps): Promise<RunningStores> {
  const { context, supervisor, stopwatch, names, external, search, dynamodb, people } = deps;
  const { awsRegion, secrets } = context;
  const urls: Partial<Record<StoreName, string>> = {};
  const rolePassword = external.postgres === undefined ? secrets.postgresPassword : undefined;

  const [, , , userPool] = await Promise.all([
    run('postgres', postgresStore, (url) => createDatabases(url, rolePassword)),
    run('dynamodb', dynamodb === 'local' ? dynamodbLocalStore : dynamodbStore, (url) =>
      createTables(url, awsRegion, names),
    ),
    run('messaging', messagingStore, (url) =>
      Promise.all([createMessaging(url, awsRegion, names), createBuckets(url, awsRegion, names)]),
    ),
    run('cognito', cognitoStore, (url) => createUserPool(url, awsRegion, 'evermart-local', people)),
    run('kinesis', kinesisStore, (url) => createStreams(url, awsRegion, names)),
    run('redis', redisStore),
    run('mail', mailStore),
    ...(search === 'opensearch' ? [run('opensearch', openSearchStore)] : []),
  ]);
  if (userPool === undefined) throw new Error('The user pool was not created.');
  return { urls, userPool };

  async function run<Created>(
    name: StoreName,
    store: (context: StoreContext) => Promise<ProcessSpec | undefined>,
    create?: (url: string) => Promise<Created>,
  ): Promise<Created | undefined> {
    const url = external[name] ?? (await stopwatch.time(name, () => start(name, store)));
    if (url === undefined) return undefined;
    urls[name] = url;
    return create === undefined ? undefined : stopwatch.time(`${name}: resources`, () => create(url));
  }

  async function start(
    name: StoreName,
    store: (context: StoreContext) => Promise<ProcessSpec | undefined>,
  ): Promise<string | undefined> {
    const spec = await store(context);
    if (spec === undefined) return undefined;
    await supervisor.start(spec).catch((cause: unknown) => {
      const problem = cause instanceof Error ? cause.message : String(cause);
      const hint = `If its data in ${context.folder.store(name)} is damaged, start with --fresh to begin with an empty shop.`;
      throw new Error(`${problem}\n${hint}`, { cause });
    });
    return spec.url;
  }
}
