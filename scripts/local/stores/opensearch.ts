import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProcessSpec } from '../process/process-spec.ts';
import { prepareOpenSearch } from './opensearch-tools.ts';
import type { StoreContext } from './store.ts';

/** The real server from Maven, 2-4 s from start to first answer. */
export async function openSearchStore({
  folder,
  toolsFolder,
  host,
  ports,
  notice,
}: StoreContext): Promise<ProcessSpec> {
  const { java, flags } = await prepareOpenSearch(join(toolsFolder, 'opensearch'), notice);
  const data = folder.store('opensearch');
  await mkdir(join(data, 'config'), { recursive: true });
  const url = `http://${host}:${ports.opensearch}`;
  return {
    name: 'opensearch',
    url,
    command: java,
    args: [...flags, data, host, String(ports.opensearch), String(ports['opensearch-transport'])],
    // Yellow: after a kill the indexes are back, not only the HTTP port.
    probe: async () => {
      const health = await fetch(`${url}/_cluster/health?wait_for_status=yellow&timeout=800ms`, {
        signal: AbortSignal.timeout(1500),
      });
      await health.arrayBuffer();
      if (health.status !== 200) throw new Error(`OpenSearch answers ${health.status}`);
    },
  };
}
