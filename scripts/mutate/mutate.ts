/** Proves that the tests can fail: see --help. */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Mutant } from './mutant.ts';
import { mutants } from './mutants.ts';
import { copyWorkspace } from './workspace-copy.ts';

const help = `npm run mutate -- [options]

Takes one guard out of the code at a time (scripts/mutate/mutants.ts), in a copy of the project, and runs the test that
must notice. Fails when a mutant survives, when its test fails without it, or when its text is no longer in the file.

  --only <text>   mutants whose file or guard contains the text
  --list          shows them and runs nothing
  --help

Needs what npm test needs. About 5 seconds a mutant.
`;

const root = join(import.meta.dirname, '..', '..');
const testTimeoutMs = 120_000;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, list: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const chosen = mutants.filter(({ file, guard }) => `${file} ${guard}`.includes(values.only ?? ''));
  if (chosen.length === 0) throw new Error(`no mutant's file or guard contains "${values.only}"`);
  if (values.list) {
    for (const { file, guard, testName } of chosen)
      process.stdout.write(`${file}: ${guard}\n    must fail: ${testName}\n`);
    return 0;
  }
  return runAll(chosen);
}

async function runAll(chosen: readonly Mutant[]): Promise<number> {
  const copy = copyWorkspace(root);
  const stop = () => {
    copy.remove();
    process.exit(130);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  let escaped = 0;
  try {
    for (const [index, mutant] of chosen.entries()) {
      const verdict = await verdictOn(mutant, copy.root);
      if (verdict !== 'caught') escaped += 1;
      process.stdout.write(
        `${String(index + 1).padStart(3)}/${chosen.length} ${verdict.padEnd(10)} ${mutant.file}: ${mutant.guard}\n`,
      );
    }
  } finally {
    copy.remove();
  }
  process.stdout.write(`${chosen.length - escaped} of ${chosen.length} mutants caught\n`);
  return escaped === 0 ? 0 : 1;
}

type Verdict = 'caught' | 'SURVIVED' | 'NO TEST' | 'RED BEFORE' | 'NOT FOUND';

async function verdictOn(mutant: Mutant, copyRoot: string): Promise<Verdict> {
  const path = join(copyRoot, mutant.file);
  const source = readFileSync(path, 'utf8');
  if (source.split(mutant.find).length !== 2) return 'NOT FOUND';
  const before = await runTest(mutant, copyRoot);
  if (before === 'none') return 'NO TEST';
  if (before === 'failed') return 'RED BEFORE';
  writeFileSync(
    path,
    source.replace(mutant.find, () => mutant.replace),
  );
  const after = await runTest(mutant, copyRoot);
  writeFileSync(path, source);
  return after === 'failed' ? 'caught' : 'SURVIVED';
}

/** mocha's own count tells "failed" from "no test has that name", which would otherwise pass for a survivor. */
function runTest({ test, testName }: Mutant, copyRoot: string): Promise<'passed' | 'failed' | 'none'> {
  return new Promise((resolve, reject) => {
    const mocha = join('node_modules', 'mocha', 'bin', 'mocha.js');
    const child = spawn(process.execPath, [mocha, '--exit', '--reporter', 'json', '--fgrep', testName, test], {
      cwd: copyRoot,
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: testTimeoutMs,
      env: { ...process.env, MUTATION: '1' },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', () => {
      const passes = Number(/"passes": (\d+)/.exec(output)?.[1] ?? 0);
      const failures = Number(/"failures": (\d+)/.exec(output)?.[1] ?? 1);
      if (failures > 0) resolve('failed');
      else resolve(passes === 0 ? 'none' : 'passed');
    });
  });
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`mutate: ${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
