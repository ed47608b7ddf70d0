import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect } from 'chai';
import type { RegionAddresses } from '../../scripts/local/addresses.ts';
import { freePorts, type PortPlan } from '../../scripts/local/ports.ts';
import { eventually } from '../support/eventually.ts';
import { dummyPlatform, temporaryFolder } from './support/local-platform.ts';
import { childrenOf, isAlive, processesNaming } from './support/processes.ts';

const script = join(import.meta.dirname, 'support', 'run-dummy-platform.ts');

describe('the death of the supervisor', () => {
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

  async function startInChild() {
    const child = fork(script, [folder.path, JSON.stringify(ports)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const [message] = (await once(child, 'message')) as [{ addresses: RegionAddresses }];
    const pids = Object.values(message.addresses).flatMap(({ pid }) => pid ?? []);
    return { child, pids };
  }

  it('leaves no process behind after 5 s', async () => {
    const { child, pids } = await startInChild();
    expect(pids.filter(isAlive)).to.deep.equal(pids);

    child.kill('SIGKILL');
    await once(child, 'exit');

    await eventually(() => processesNaming(folder.path).length === 0 && pids.filter(isAlive).length === 0, {
      withinMs: 5000,
    });
  });

  it('together with its guardian is cleaned up by the next start on the same folder and ports', async () => {
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
