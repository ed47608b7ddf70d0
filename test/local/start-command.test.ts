import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';

const root = join(import.meta.dirname, '..', '..');
const start = join(root, 'scripts', 'local', 'start.ts');

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(file: string, args: readonly string[], environment: Record<string, string> = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [file, ...args],
      { env: { PATH: process.env.PATH, ...environment } },
      (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
      },
    );
  });
}

describe('the start command', () => {
  it('explains itself', async () => {
    const { code, stdout } = await run(start, ['--help']);

    expect(code).to.equal(0);
    for (const flag of ['--fresh', '--watch', '--scale', '--search', '--region', '--port-base', '--verbose']) {
      expect(stdout).to.include(flag);
    }
  });

  const refusals: readonly [string, readonly string[], string][] = [
    ['an unknown flag, suggesting the one that was meant', ['--wacth'], 'Did you mean --watch?'],
    ['an unknown flag that resembles none, pointing to the help', ['--colour'], '--help'],
    ['an unknown scale, naming the choices', ['--scale', 'huge'], 'small, large'],
    ['a port base that leaves no room', ['--port-base', '99999'], 'from 1024 to 65000'],
    ['a region that can not be a folder', ['--region', '../up'], 'region-b'],
    ['a service that does not exist', ['--services', 'catalogue'], 'catalog'],
  ];
  for (const [what, args, hint] of refusals) {
    it(`refuses ${what}`, async () => {
      const { code, stderr } = await run(start, args);

      expect(code).to.equal(2);
      expect(stderr).to.include(hint);
    });
  }

  it('refuses a store address that is none, naming the variable', async () => {
    const { code, stderr } = await run(start, [], { EVERMART_REDIS_URL: 'nonsense' });

    expect(code).to.equal(2);
    expect(stderr).to.include('EVERMART_REDIS_URL');
  });
});

describe('the bootstrap', () => {
  const bootstrap = join(root, 'scripts', 'bootstrap.mjs');

  it("runs a script under the project's Node with its arguments and hands on the exit code", async () => {
    const { code, stderr } = await run(bootstrap, [start, '--nonsense']);

    expect(code).to.equal(2);
    expect(stderr).to.include('--nonsense');
  });

  it('says how to use it when it gets no script', async () => {
    const { code, stderr } = await run(bootstrap, []);

    expect(code).to.equal(2);
    expect(stderr).to.include('Usage:');
  });
});
