import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { tcpProbe } from '../process/probes.ts';
import type { ProcessSpec } from '../process/process-spec.ts';
import { compileCache, leanNode, type StoreContext } from './store.ts';

export async function kinesisStore({ folder, toolsFolder, host, ports }: StoreContext): Promise<ProcessSpec> {
  const path = folder.store('kinesis');
  await mkdir(path, { recursive: true });
  return {
    name: 'kinesis',
    url: `http://${host}:${ports.kinesis}`,
    command: process.execPath,
    // From source: its LevelDB is a native module that a bundle can't hold.
    args: [...leanNode(192), join(import.meta.dirname, 'kinesis-server.ts')],
    env: { ...compileCache(toolsFolder), HOST: host, PORT: String(ports.kinesis), DATA_DIR: path },
    probe: tcpProbe(host, ports.kinesis),
  };
}
