import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';
import type { PhysicalNames } from '@evermart/contracts/physical-names';
import { type TableName, tables } from '@evermart/contracts/topology';
import { pollUntil } from '../process/probes.ts';
import { tableDefinition } from '../table-definition.ts';
import { localClient } from './local-aws.ts';

/** Creates the topology's tables with their indexes, where they are missing. */
export async function createTables(endpoint: string, region: string, names: PhysicalNames): Promise<void> {
  const client = new DynamoDBClient(localClient(endpoint, region));
  try {
    await Promise.all((Object.keys(tables) as TableName[]).map((name) => createTable(client, name, names.table(name))));
  } finally {
    client.destroy();
  }
}

async function createTable(client: DynamoDBClient, name: TableName, tableName: string): Promise<void> {
  try {
    await client.send(new CreateTableCommand(tableDefinition(name, tableName)));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  await pollUntil(
    async () => {
      const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
      if (Table?.TableStatus !== 'ACTIVE') throw new Error(`table ${tableName} is ${Table?.TableStatus}`);
    },
    { timeoutMs: 10_000 },
  );
}
