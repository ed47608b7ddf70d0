import type { CreateTableCommandInput, KeySchemaElement } from '@aws-sdk/client-dynamodb';
import { type TableKey, type TableName, tables } from '@evermart/contracts/topology';

/** The request that creates a table of the topology, with its indexes, under a physical name. */
export function tableDefinition(name: TableName, tableName: string): CreateTableCommandInput {
  const { partitionKey, sortKey, indexes } = tables[name];
  const keys = [partitionKey, ...(sortKey === undefined ? [] : [sortKey])];
  const indexKeys = indexes.flatMap((index) => [index.partitionKey, index.sortKey]);
  const attributes = new Map([...keys, ...indexKeys].map((key) => [key.name, key]));
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...attributes.values()].map(({ name, type }) => ({
      AttributeName: name,
      AttributeType: type,
    })),
    KeySchema: keySchema(partitionKey, sortKey),
    ...(indexes.length === 0
      ? {}
      : {
          GlobalSecondaryIndexes: indexes.map((index) => ({
            IndexName: index.name,
            KeySchema: keySchema(index.partitionKey, index.sortKey),
            Projection: { ProjectionType: index.projection },
          })),
        }),
  };
}

function keySchema(partitionKey: TableKey, sortKey: TableKey | undefined): KeySchemaElement[] {
  return [
    { AttributeName: partitionKey.name, KeyType: 'HASH' },
    ...(sortKey === undefined ? [] : [{ AttributeName: sortKey.name, KeyType: 'RANGE' as const }]),
  ];
}
