import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Guardian, startGuardian } from '../../local/process/guardian.ts';
import { startInBackground } from '../control-plane/background-process.ts';
import { untilNothingMissing } from '../poll.ts';
import { mustRun, runCommand } from '../run-command.ts';
import { createStepLog, stepTable } from '../step-log.ts';

const never = new AbortController().signal;
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => '',
    (error: Error) => error.message,
  );
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const soon = { signal: never, timeoutMs: 5_000, everyMs: 20 };

/** Once somebody has written it. */
async function pidIn(file: string): Promise<number> {
  const read = () => (existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0);
  await untilNothingMissing(async () => (read() > 0 ? undefined : `no pid in ${file}`), soon);
  return read();
}

describe('a command', () => {
  const options = { env: process.env, signal: never };

  it('gives its exit code, its output, and all that it said', async () => {
    const given = ['-c', 'echo to-output; echo to-error >&2; exit 3'];

    expect(await runCommand('sh', given, options)).to.deep.include({ code: 3, output: 'to-output\n' });
    expect(await refusal(mustRun('sh', given, options)))
      .to.contain('ended with 3')
      .and.contain('to-error');
  });

  it('reads what it is given', async () => {
    expect((await mustRun('cat', [], { ...options, input: 'values' })).output).to.equal('values');
  });

  it('ends with everything that it started when the script is interrupted', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'evermart-command-test-'));
    const interrupted = new AbortController();
    const pidFile = join(folder, 'pid');
    try {
      const given = ['-c', `sleep 60 & echo $! > ${pidFile}; wait`];
      const work = refusal(runCommand('sh', given, { env: process.env, signal: interrupted.signal }));
      const pid = await pidIn(pidFile);
      interrupted.abort(new Error('ended by SIGINT'));

      expect(await work).to.equal('ended by SIGINT');
      await untilNothingMissing(async () => (isAlive(pid) ? 'what it started is alive' : undefined), soon);
      const another = runCommand('true', [], { ...options, signal: interrupted.signal });
      expect(await refusal(another)).to.equal('ended by SIGINT');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('that is not installed is named', async () => {
    expect(await refusal(runCommand('no-such-program', [], options))).to.contain('no-such-program');
  });
});

describe('a process in the background', () => {
  let folder: string;
  let guardian: Guardian;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'evermart-background-test-'));
    guardian = startGuardian();
  });
  afterEach(async () => {
    await guardian.close();
    rmSync(folder, { recursive: true });
  });
  const start = (script: string) =>
    startInBackground({
      name: 'etcd',
      command: 'sh',
      given: ['-c', script],
      folder,
      logFile: join(folder, 'etcd.log'),
      guardian,
    });

  it('that ends by itself says so, with the end of its log', async () => {
    const background = start('echo no space left; exit 4');

    expect(await refusal(background.failed))
      .to.contain('etcd ended with 4')
      .and.contain('no space left');
    await background.stop();
  });

  it('is gone once it is stopped, and that is no failure', async () => {
    const background = start('echo $$ > pid; exec sleep 60');
    let failed = false;
    background.failed.catch(() => {
      failed = true;
    });
    const pid = await pidIn(join(folder, 'pid'));

    await background.stop();

    expect(isAlive(pid)).to.equal(false);
    expect(failed).to.equal(false);
  });
});

describe('waiting', () => {
  it('ends with the last reason when the time is over', async () => {
    const work = untilNothingMissing(async () => 'two pods lack', { signal: never, timeoutMs: 20, everyMs: 5 });

    expect(await refusal(work)).to.contain('two pods lack');
  });

  it('ends at once when the script is interrupted', async () => {
    const interrupted = new AbortController();
    const work = untilNothingMissing(async () => 'two pods lack', { signal: interrupted.signal, timeoutMs: 60_000 });
    interrupted.abort(new Error('ended by SIGINT'));

    expect(await refusal(work)).to.not.equal('');
  });
});

it('the table has a line for each step, the failed one too, and ends there', async () => {
  let now = 0;
  const lines: string[] = [];
  const log = createStepLog(
    (line) => lines.push(line),
    () => now,
  );

  await log.run('upgrade', async () => {
    now += 4_000;
    return 'order runs';
  });
  const failed = await refusal(log.run('never ready', () => Promise.reject(new Error('it got ready\nmore'))));

  expect(failed).to.contain('it got ready');
  const rows = stepTable(log.steps).split('\n');
  expect(rows.slice(2)).to.have.length(3);
  expect(rows[2]).to.contain('4 s').and.contain('upgrade').and.contain('order runs');
  expect(rows[3]).to.contain('FAILED: it got ready').and.not.contain('more');
  expect(lines.some((line) => line.includes('FAILED'))).to.equal(true);
});
