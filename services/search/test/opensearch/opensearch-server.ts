import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@opensearch-project/opensearch';
import { prepareOpenSearch } from '../../../../scripts/local/stores/opensearch-tools.ts';
import { eventually } from '../../../../test/support/eventually.ts';
import { freePort } from '../../../../test/support/free-port.ts';
import { shared } from '../../../../test/support/shared-stores.ts';

const tools = join(import.meta.dirname, '../../../../.local/tools/opensearch');
const host = '127.0.0.1';

/** For the hook that asks for it first: Maven may have to bring it, once. */
export const firstStartTimeoutMs = 300_000;

const server = shared(async (stopWith) => {
  const { java, flags } = await prepared();
  const folder = await mkdtemp(join(tmpdir(), 'evermart-opensearch-'));
  await mkdir(join(folder, 'config'));
  const ports = [await freePort(), await freePort()].map(String);
  const url = `http://${host}:${ports[0]}`;
  let child = run();
  stopWith(async () => {
    await end(child);
    await rm(folder, { recursive: true, force: true });
  });
  await answers();

  return {
    url,
    kill: () => end(child),
    async start() {
      child = run();
      await answers();
    },
  };

  function run(): ChildProcess {
    return spawn(java, [...flags, folder, host, ...ports], { stdio: 'ignore' });
  }

  function answers() {
    return eventually(async () => (await fetch(`${url}/_cluster/health?wait_for_status=yellow&timeout=1s`)).ok, {
      withinMs: 60_000,
      everyMs: 200,
    });
  }
});

/** The OpenSearch of this test run, emptied. Product indices have fixed names, so tests take turns. */
export async function emptyOpenSearch() {
  const openSearch = await server();
  const client = new Client({ node: openSearch.url });
  await client.indices.delete({ index: 'products-*,search-state' }, { ignore: [404] });
  await client.close();
  return openSearch;
}

async function prepared() {
  try {
    return await prepareOpenSearch(tools, () => {});
  } catch (cause) {
    throw new Error(
      'These tests need OpenSearch, which runs on a JDK of 17 or later and comes by Maven: install both, e.g. apt-get install openjdk-17-jdk-headless maven',
      { cause },
    );
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
