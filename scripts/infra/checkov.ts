/** Checkov over what is synthesized and planned: see --help. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { localFolder } from '../local/platform-options.ts';
import { type Finding, type Judged, judgeFindings, type Placed } from './checkov-findings.ts';
import { installPythonTools } from './python-tool.ts';
import { table } from './report.ts';
import { runCheckov } from './run-checkov.ts';
import { type SynthesizedStack, synthesizeEstate } from './synthesize.ts';
import { blocksOf } from './terraform-json.ts';

const help = `npm run infra:checkov -- [options]

Runs Checkov over the synthesized JSON of every stack of every environment, and over the plans that npm run infra:verify left
in .local/infra/plans. A finding is accepted beside its resource, by suppress() with a reason; any other fails, and so does a
suppression that accepts nothing.

  --synthesized-only   leaves out the plans
  --reasons            lists every accepted finding with its reason
  --help

Needs python3 with venv; Checkov is installed into .local/tools/infra-checkov. About a minute.
`;

async function main(): Promise<number> {
  const flag = { type: 'boolean' } as const;
  const { values } = parseArgs({ options: { 'synthesized-only': flag, reasons: flag, help: flag } });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const command = join(installPythonTools('checkov'), 'checkov');
  const folder = mkdtempSync(join(tmpdir(), 'evermart-checkov-'));
  try {
    const stacks = synthesizeEstate(join(folder, 'synthesized'));
    const synthesized = await checkSynthesized(command, join(folder, 'checked'), stacks);
    const planned = values['synthesized-only']
      ? { findings: [], planned: [] }
      : await checkPlans(command, join(folder, 'plans'), stacks);
    const judged = judgeFindings([...synthesized, ...planned.findings], placedIn(stacks));
    return report(
      { ...judged, unneeded: judged.unneeded.filter(({ stack }) => planned.planned.includes(stack)) },
      {
        reasons: values.reasons === true,
      },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function checkSynthesized(command: string, folder: string, stacks: readonly SynthesizedStack[]) {
  const checked = stacks.filter(({ json }) => countOf(json) > 0);
  for (const { id, json } of checked) {
    // Checkov 3.3 gives up on the whole file at a string in this block, and checks nothing in it.
    const { terraform: _, ...rest } = json;
    mkdirSync(join(folder, id), { recursive: true });
    writeFileSync(join(folder, id, 'cdk.tf.json'), JSON.stringify(rest, undefined, 1));
  }
  const { findings, passed, seen } = await runCheckov(command, 'terraform_json', folder);
  refuseUnseen(
    checked.map(({ id }) => id),
    seen,
  );
  tell('synthesized JSON', seen.size, passed, findings);
  return findings;
}

async function checkPlans(
  command: string,
  folder: string,
  stacks: readonly SynthesizedStack[],
): Promise<{ readonly findings: readonly Finding[]; readonly planned: readonly string[] }> {
  const kept = join(localFolder, 'infra', 'plans');
  const plans = existsSync(kept) ? readdirSync(kept).map((file) => file.replace(/\.json$/, '')) : [];
  const known = plans.filter((id) => stacks.some((stack) => stack.id === id));
  if (known.length === 0) throw new Error('There are no plans: run npm run infra:verify first, or --synthesized-only');
  // Copied, because Checkov passes over hidden folders.
  mkdirSync(folder);
  for (const id of known) copyFileSync(join(kept, `${id}.json`), join(folder, `${id}.json`));
  const { findings, passed, seen } = await runCheckov(command, 'terraform_plan', folder);
  refuseUnseen(known, seen);
  tell('plans', seen.size, passed, findings);
  // Much is known only in a plan: where there is none, nobody can say that a suppression is not needed.
  return { findings, planned: known };
}

function refuseUnseen(expected: readonly string[], seen: ReadonlySet<string>): void {
  const unseen = expected.filter((id) => !seen.has(id));
  if (unseen.length > 0) throw new Error(`Checkov saw no resource of ${unseen.join(', ')}`);
}

const countOf = (json: SynthesizedStack['json']) =>
  blocksOf(json).filter(({ kind, type }) => kind === 'resource' && type.startsWith('aws_')).length;

const placedIn = (stacks: readonly SynthesizedStack[]): readonly Placed[] =>
  stacks.flatMap(({ id, stack, suppressions }) =>
    suppressions.map((suppression) => ({ stack: id, kind: stack, suppression })),
  );

function tell(what: string, stacks: number, passed: number, findings: readonly Finding[]): void {
  process.stdout.write(`${what}: ${stacks} stacks, ${passed} checks passed, ${findings.length} findings\n`);
}

function report({ open, accepted, unneeded }: Judged, { reasons }: { readonly reasons: boolean }): number {
  const write = (text: string) => process.stdout.write(`${text}\n`);
  if (reasons) {
    write(
      table(
        ['check', 'stack', 'resource', 'accepted because'],
        accepted.map((one) => [one.check, one.stack, one.resource, one.reason]),
      ),
    );
  }
  for (const { check, stack, resource, title } of open) write(`FAILED ${check} ${stack} ${resource}: ${title}`);
  const stale = new Set(unneeded.map(({ kind, suppression: { check, address } }) => `${check} ${kind} ${address}`));
  for (const one of stale) write(`NOT NEEDED ${one}`);
  const checks = new Set(accepted.map(({ check }) => check)).size;
  write(`${open.length} failed, ${accepted.length} accepted with a reason (${checks} different checks)`);
  return open.length + stale.size === 0 ? 0 : 1;
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`infra:checkov: ${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
