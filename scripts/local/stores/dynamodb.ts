import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tcpProbe } from '../process/probes.ts';
import type { ProcessSpec } from '../process/process-spec.ts';
import { compileCache, type StoreContext, servingNode } from './store.ts';

/** dynalite: three times the writes of DynamoDB Local at a third of its CPU, and data that survives a kill. */
export async function dynamodbStore({ folder, toolsFolder, host, ports }: StoreContext): Promise<ProcessSpec> {
  const path = folder.store('dynamodb');
  await mkdir(path, { recursive: true });
  const cli = createRequire(import.meta.url).resolve('dynalite/cli.js');
  const flags = ['--host', host, '--port', String(ports.dynamodb), '--path', path];
  return {
    name: 'dynamodb',
    url: `http://${host}:${ports.dynamodb}`,
    command: process.execPath,
    args: [...servingNode(256), cli, ...flags, '--createTableMs', '0', '--updateTableMs', '0', '--deleteTableMs', '0'],
    env: compileCache(toolsFolder),
    probe: tcpProbe(host, ports.dynamodb),
  };
}
