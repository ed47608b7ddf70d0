import { DynamodbTable, type DynamodbTableConfig } from '@cdktf/provider-aws/lib/dynamodb-table/index.js';
import type { Table } from '@evermart/contracts/topology';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';

export interface GlobalTableProps {
  readonly name: string;
  /** Keys, indexes, expiry and consistency, from the topology. */
  readonly table: Table;
  /** A key of the region where the table is made. */
  readonly keyArn: string;
  /**
   * The other region, with a key of that region: all replicas have the same type of key.
   * Source: DynamoDB Developer Guide, "DynamoDB global tables security". One region only if left out.
   */
  readonly replica?: { readonly region: string; readonly keyArn: string };
  /** Holds the third copy of a strongly consistent table's log. Needed where such a table has a replica. */
  readonly witness?: string;
  /** Where the table is made. The stack's own region if left out. */
  readonly provider?: TerraformProvider;
}

/** A DynamoDB table in one region, or the same one in two. The topology says how consistent those are. */
export class GlobalTable extends Construct {
  constructor(scope: Construct, id: string, props: GlobalTableProps) {
    super(scope, id);
    checkProps(props);
    const { name, table, keyArn, provider } = props;
    new DynamodbTable(this, 'table', {
      name,
      billingMode: 'PAY_PER_REQUEST',
      deletionProtectionEnabled: true,
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true, kmsKeyArn: keyArn },
      lifecycle: { preventDestroy: true },
      ...keysOf(table),
      ...(table.ttlAttribute === undefined ? {} : { ttl: { enabled: true, attributeName: table.ttlAttribute } }),
      ...(provider === undefined ? {} : { provider }),
      ...replication(props),
    });
  }
}

function keysOf({ partitionKey, sortKey, indexes }: Table): Partial<DynamodbTableConfig> {
  const keys = [partitionKey, sortKey, ...indexes.flatMap((index) => [index.partitionKey, index.sortKey])];
  const attributes = new Map(keys.flatMap((key) => (key === undefined ? [] : [[key.name, key] as const])));
  return {
    hashKey: partitionKey.name,
    ...(sortKey === undefined ? {} : { rangeKey: sortKey.name }),
    attribute: [...attributes.values()].map(({ name, type }) => ({ name, type })),
    ...(indexes.length === 0
      ? {}
      : {
          globalSecondaryIndex: indexes.map((index) => ({
            name: index.name,
            hashKey: index.partitionKey.name,
            rangeKey: index.sortKey.name,
            projectionType: index.projection,
          })),
        }),
  };
}

function replication({ table, replica, witness }: GlobalTableProps): Partial<DynamodbTableConfig> {
  if (replica === undefined) return {};
  const block = {
    regionName: replica.region,
    kmsKeyArn: replica.keyArn,
    pointInTimeRecovery: true,
    propagateTags: true,
    // Each replica has its own. Source: DynamoDB Developer Guide, "How DynamoDB global tables work", settings.
    deletionProtectionEnabled: true,
  };
  if (table.consistency === 'multi-region-strong') {
    return {
      replica: [{ ...block, consistencyMode: 'STRONG' }],
      ...(witness === undefined ? {} : { globalTableWitness: { regionName: witness } }),
    };
  }
  // Eventual replication runs on streams of this form. Strong replication needs none, and the provider would not
  // give them to the replica (terraform-provider-aws #48213), so nothing may come to depend on them there.
  return { replica: [block], streamEnabled: true, streamViewType: 'NEW_AND_OLD_IMAGES' };
}

/** Source of the rules: DynamoDB Developer Guide, "Multi-Region strong consistency (MRSC)". */
function checkProps({ name, table, replica, witness }: GlobalTableProps): void {
  if (table.consistency !== 'multi-region-strong') return;
  if (table.ttlAttribute !== undefined) {
    throw new Error(`Table ${name}: a strongly consistent table can't expire items by "${table.ttlAttribute}"`);
  }
  if (replica !== undefined && (witness === undefined || witness === replica.region)) {
    throw new Error(`Table ${name}: strong consistency needs a third region as its witness, not ${witness}`);
  }
}
