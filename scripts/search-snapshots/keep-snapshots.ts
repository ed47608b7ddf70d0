import type { Client } from '@opensearch-project/opensearch';

export interface SnapshotPlace {
  readonly region: string;
  /** The backups bucket of that region. */
  readonly bucket: string;
  /** Its snapshots arrive in this bucket by replication. */
  readonly otherRegion?: string;
  /** What OpenSearch takes on to reach the bucket. */
  readonly roleArn: string;
}

export interface Repository {
  readonly name: string;
  readonly type: 's3';
  readonly settings: Readonly<Record<string, string | boolean>>;
}

const policyName = 'snapshots';
/** More often than a failover needs: what is missing then is read from catalog. */
const everySixHours = '0 */6 * * *';
const daily = '30 1 * * *';

/**
 * `own` is written; `other` holds what the other region's domain wrote, and is only read: each region has a folder of its
 * own, so that neither ever writes what replication brings.
 */
export function repositoriesOf({ region, bucket, otherRegion, roleArn }: SnapshotPlace): readonly Repository[] {
  const settings = { bucket, region, role_arn: roleArn };
  const own: Repository = { name: 'own', type: 's3', settings: { ...settings, base_path: `opensearch/${region}` } };
  if (otherRegion === undefined) return [own];
  const base = { ...settings, base_path: `opensearch/${otherRegion}` };
  return [own, { name: 'other', type: 's3', settings: { ...base, readonly: true } }];
}

/**
 * Tells the domain where its snapshots are, and to take them by itself. Repeatable.
 * Source: OpenSearch documentation, "Snapshot management API".
 */
export async function keepSnapshots(client: Client, place: SnapshotPlace): Promise<void> {
  for (const { name, type, settings } of repositoriesOf(place)) {
    // Nothing has arrived from the other region yet, perhaps.
    const verify = settings.readonly !== true;
    await client.transport.request({
      method: 'PUT',
      path: `/_snapshot/${name}`,
      querystring: { verify },
      body: { type, settings },
    });
  }
  await keepPolicy(client);
}

async function keepPolicy(client: Client): Promise<void> {
  const path = `/_plugins/_sm/policies/${policyName}`;
  const { body: known, statusCode } = await client.transport.request({ method: 'GET', path }, { ignore: [404] });
  const exists = statusCode !== 404;
  await client.transport.request({
    method: exists ? 'PUT' : 'POST',
    path,
    ...(exists ? { querystring: { if_seq_no: known._seq_no, if_primary_term: known._primary_term } } : {}),
    body: {
      description: 'Products, into the bucket that is replicated into the other region',
      enabled: true,
      creation: { schedule: { cron: { expression: everySixHours, timezone: 'UTC' } }, time_limit: '1h' },
      deletion: {
        schedule: { cron: { expression: daily, timezone: 'UTC' } },
        condition: { max_age: '7d', min_count: 4 },
        time_limit: '1h',
      },
      snapshot_config: { repository: 'own', indices: 'products-*', include_global_state: false, partial: false },
    },
  });
}
