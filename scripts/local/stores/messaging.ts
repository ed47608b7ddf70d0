import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { httpProbe } from '../process/probes.ts';
import type { ProcessSpec } from '../process/process-spec.ts';
import { compileCache, type StoreContext, servingNode } from './store.ts';

/** fauxqs: SNS, SQS and S3 behind one address, kept in SQLite. */
export async function messagingStore(context: StoreContext): Promise<ProcessSpec> {
  const { folder, toolsFolder, host, ports, awsRegion } = context;
  const path = folder.store('messaging');
  await mkdir(path, { recursive: true });
  const url = `http://${host}:${ports.messaging}`;
  return {
    name: 'messaging',
    url,
    command: process.execPath,
    args: [...servingNode(384), await context.bundle(join(import.meta.dirname, 'messaging-server.ts'))],
    env: {
      ...compileCache(toolsFolder),
      HOST: host,
      PORT: String(ports.messaging),
      DATA_DIR: path,
      AWS_REGION: awsRegion,
    },
    probe: httpProbe(`${url}/health`),
  };
}
