import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { httpProbe } from '../process/probes.ts';
import type { ProcessSpec } from '../process/process-spec.ts';
import { compileCache, leanNode, type StoreContext } from './store.ts';

/** cognito-local, with the confirmation codes sent as e-mails to the local mail catcher. */
export async function cognitoStore(context: StoreContext): Promise<ProcessSpec> {
  const { folder, toolsFolder, host, ports, awsRegion } = context;
  const path = folder.store('cognito');
  await mkdir(path, { recursive: true });
  const url = `http://${host}:${ports.cognito}`;
  return {
    name: 'cognito',
    url,
    command: process.execPath,
    args: [...leanNode(192), await context.bundle(join(import.meta.dirname, 'cognito-server.ts'))],
    env: {
      ...compileCache(toolsFolder),
      HOST: host,
      PORT: String(ports.cognito),
      DATA_DIR: path,
      AWS_REGION: awsRegion,
      ISSUER: url,
      SMTP_URL: `smtp://${host}:${ports.smtp}`,
    },
    probe: httpProbe(`${url}/health`),
  };
}
