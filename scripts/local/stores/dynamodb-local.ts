import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { tcpProbe } from '../process/probes.ts';
import type { ProcessSpec } from '../process/process-spec.ts';
import { jarsFrom } from './maven-jars.ts';
import type { StoreContext } from './store.ts';

const pom = join(import.meta.dirname, 'dynamodb-local', 'pom.xml');
const mainClass = 'software.amazon.dynamodb.services.local.main.ServerRunner';

/** Amazon's own emulator (`--dynamodb local`): slower than dynalite, closer to the service in what it refuses. */
export async function dynamodbLocalStore({
  folder,
  toolsFolder,
  host,
  ports,
  notice,
}: StoreContext): Promise<ProcessSpec> {
  const { java, jars } = await jarsFrom(pom, join(toolsFolder, 'dynamodb-local'), notice);
  const path = folder.store('dynamodb-local');
  await mkdir(path, { recursive: true });
  const lean = ['-Xms64m', '-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
  return {
    name: 'dynamodb',
    url: `http://${host}:${ports.dynamodb}`,
    command: java,
    args: [
      ...lean,
      `-Djava.library.path=${jars}`,
      '-cp',
      `${jars}/*`,
      mainClass,
      '-port',
      String(ports.dynamodb),
      '-dbPath',
      path,
      '-sharedDb',
      '-disableTelemetry',
    ],
    probe: tcpProbe(host, ports.dynamodb),
  };
}
