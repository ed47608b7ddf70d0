import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { TableName } from '@evermart/contracts/topology';
import dynalite from 'dynalite';
import { tableDefinition } from '../../scripts/local/table-definition.ts';
import { shared } from './shared-stores.ts';

const server = shared(async (stopWith) => {
  const dynamo = dynalite({ createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });
  await new Promise<void>((resolve) => dynamo.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(dynamo.address() as AddressInfo).port}`;
  const client = new DynamoDBClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  stopWith(async () => {
    client.destroy();
    dynamo.closeAllConnections();
    await new Promise<void>((resolve) => dynamo.close(() => resolve()));
  });
  return { endpoint, client };
});

/** A new, empty table of the topology under a name of its own. */
export async function freshTable(name: TableName): Promise<{ tableName: string; endpoint: string; region: string }> {
  const { endpoint, client } = await server();
  const tableName = `${name}-${randomUUID()}`;
  await client.send(new CreateTableCommand(tableDefinition(name, tableName)));
  return { tableName, endpoint, region: 'eu-west-1' };
}
