import { fork } from 'node:child_process';
import { on, once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { RegionAddresses } from '../../scripts/local/addresses.ts';
import { freePorts, type PortPlan } from '../../scripts/local/ports.ts';
import { eventually } from '../support/eventually.ts';
import { dummyPlatform, temporaryFolder } from './support/local-platform.ts';
import { childrenOf, isAlive, processesNaming } from './support/processes.ts';

const script = join(import.meta.dirname, 'support', 'run-dummy-platform.ts');

describe('the end of the supervisor', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let ports: PortPlan;

  beforeEach(async () => {
    folder = await temporaryFolder();
    ports = await freePorts();
  });
  afterEach(async () => {
    for (const pid of processesNaming(folder.path)) process.kill(pid, 'SIGKILL');
    await folder.remove();
  });

  function spawnPlatform() {
    return fork(script, [folder.path, JSON.stringify(ports)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  }

  async function startInChild() {
    const child = spawnPlatform();
    for await (const [message] of on(child, 'message') as AsyncIterable<
      [{ event: string; addresses: RegionAddresses }]
    >) {
      if (message.event !== 'ready') continue;
      return { child, pids: Object.values(message.addresses).flatMap(({ pid }) => pid ?? []) };
    }
    throw new Error('the platform did not start');
  }

  it('by Ctrl-C ends every process within 8 s, withdraws the addresses and exits with 0', async () => {
    const { child, pids } = await startInChild();
    const startedAt = performance.now();

    // Twice, as a terminal and npm send it.
    child.kill('SIGINT');
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');

    expect(performance.now() - startedAt).to.be.below(8000);
    expect(code).to.equal(0);
    expect(pids.filter(isAlive)).to.deep.equal([]);
    expect(processesNaming(folder.path)).to.deep.equal([]);
    expect(existsSync(join(folder.path, 'addresses.json'))).to.equal(false);
  });

  it('by Ctrl-C in the middle of a start leaves nothing either', async () => {
    const child = spawnPlatform();
    await eventually(() => processesNaming(folder.path).length > 3);

    child.kill('SIGINT');
    const [code] = await once(child, 'exit');

    expect(code).to.equal(0);
    await eventually(() => processesNaming(folder.path).length === 0, { withinMs: 5000 });
  });

  it('by SIGKILL leaves no process behind after 5 s', async () => {
    const { child, pids } = await startInChild();
    expect(pids.filter(isAlive)).to.deep.equal(pids);

    child.kill('SIGKILL');
    await once(child, 'exit');

    await eventually(() => processesNaming(folder.path).length === 0 && pids.filter(isAlive).length === 0, {
      withinMs: 5000,
    });
  });

  it('by SIGKILL, with its guardian, is cleaned up by the next start on the same folder and ports', async () => {
    const { child, pids } = await startInChild();
    // Stopped first, so that it can't replace the guardian.
    child.kill('SIGSTOP');
    for (const guardian of childrenOf(child.pid, 'guardian.sh')) process.kill(guardian, 'SIGKILL');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(pids.filter(isAlive)).to.not.deep.equal([]);

    const platform = await dummyPlatform(folder.path, { ports });

    expect(pids.filter(isAlive)).to.deep.equal([]);
    await platform.stop();
  });
});
