import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { compareVersions, type ProviderSource, writeCliConfiguration } from './aws-provider.ts';
import { type Chosen, chooseStacks } from './choose-stacks.ts';
import { type Emulator, type EmulatorName, emulatorNames, startEmulator } from './emulator.ts';
import { judgeExceptions, type Met, nothingMet } from './exception-report.ts';
import { exceptions } from './exceptions.ts';
import { findHelm } from './find-helm.ts';
import { releasesOf } from './helm-releases.ts';
import { loadProviderSchema } from './load-provider-schema.ts';
import { endpointNames } from './provider-schema.ts';
import { installPythonTools } from './python-tool.ts';
import { renderReleases } from './render-releases.ts';
import { resultTable } from './report.ts';
import { runTasks } from './run-tasks.ts';
import { tasksOf } from './stack-tasks.ts';
import type { SynthesizedStack } from './synthesize.ts';
import type { Verification } from './verify-stack.ts';

export interface EstateRun {
  /** All of one environment. */
  readonly stacks: readonly SynthesizedStack[];
  readonly chosen: Chosen;
  /** Stacks at once. */
  readonly jobs: number;
  /** Without what takes minutes. */
  readonly quick: boolean;
  /** Path of the binary. */
  readonly terraform: string;
  readonly provider: ProviderSource;
  /** The version that the project asks for. */
  readonly pinned: string;
  readonly folder: string;
  readonly plansFolder: string;
  readonly signal: AbortSignal;
  readonly write: (line: string) => void;
}

/** It needs every exception; a smaller one needs fewer. */
const largestEnvironment = 'production';

/** Verifies the chosen stacks. Returns the exit code. */
export async function verifyEstate(run: EstateRun): Promise<number> {
  const { provider, write, signal, folder } = run;
  const chosen = chooseStacks(run.stacks, run.chosen);
  const account = chosen[0]!.accountId;
  // A plan of an earlier run must not pass for one of this.
  for (const { id } of chosen) rmSync(join(run.plansFolder, `${id}.json`), { force: true });
  write(`${chosen.length} stacks. AWS provider ${provider.version} from ${provider.mirror ?? 'the registry'}.`);
  const configFile = writeCliConfiguration(folder, provider);
  const schema = await loadProviderSchema({ ...run, configFile, version: provider.version });
  const commands = installPythonTools('emulators');
  const emulators: Emulator[] = [];
  try {
    for (const name of emulatorNames) {
      const own = join(folder, name);
      mkdirSync(own);
      emulators.push(
        await startEmulator(name, { commands, folder: own, accountId: account, region: chosen[0]!.region }),
      );
    }
    write(emulators.map(({ name, url, pid }) => `${name} plays account ${account} at ${url} (pid ${pid}).`).join('\n'));
    const urls = Object.fromEntries(emulators.map(({ name, url }) => [name, url])) as Record<EmulatorName, string>;
    const met = nothingMet();
    const unrendered = await renderAll(run, chosen, met);
    const verification: Verification = {
      exceptions,
      schema,
      awsVersion: provider.version,
      emulation: { urls, services: endpointNames(schema), accountId: account },
      terraform: run.terraform,
      configFile,
      folder,
      plansFolder: run.plansFolder,
      signal,
      tell: (line) => write(`${new Date().toTimeString().slice(0, 8)} ${line}`),
      onDifference(what) {
        met.unclean.push(what);
        return exceptions.unclean.some((exception) => exception.what === what);
      },
    };
    const { tasks, results } = tasksOf(chosen, verification, { met, quick: run.quick });
    await runTasks(tasks, run.jobs);
    const judged = judgeExceptions(exceptions, met, {
      complete:
        !run.quick &&
        chosen.length === run.stacks.length &&
        chosen[0]!.environment === largestEnvironment &&
        results.every(({ problems }) => problems.length === 0),
      providerIsOld: compareVersions(provider.version, run.pinned) < 0,
    });
    write(`\n${judged.text}\n\n${resultTable(results)}`);
    for (const { id, problems } of results) for (const problem of problems) write(`\nPROBLEM in ${id}: ${problem}`);
    const others = [...judged.problems, ...unrendered];
    for (const problem of others) write(`\nPROBLEM: ${problem}`);
    const failures = others.length + results.reduce((sum, { problems }) => sum + problems.length, 0);
    write(failures === 0 ? '\nVerified.' : `\nNot verified: ${failures} problems.`);
    return failures === 0 ? 0 : 1;
  } finally {
    await Promise.all(emulators.map((emulator) => emulator.stop()));
  }
}

/** Renders every Helm release, and returns what went wrong. */
async function renderAll(
  { folder, write }: EstateRun,
  chosen: readonly SynthesizedStack[],
  met: Met,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const stack of chosen.filter(({ json }) => json.resource?.helm_release !== undefined)) {
    const rendering = await renderReleases(findHelm(), stack, folder, exceptions.charts);
    write(`${stack.id}: helm rendered ${rendering.releases} releases, ${rendering.objects} objects.`);
    met.charts.push(...rendering.unreachable);
    met.repositories.push(...releasesOf(stack.json).flatMap(({ repository }) => repository ?? []));
    problems.push(...rendering.problems.map((problem) => `${stack.id}: ${problem}`));
  }
  return problems;
}
