import { startGuardian } from './process/guardian.ts';
import { type LineSink, openOutput, type ProcessOutput } from './process/output.ts';
import type { ProcessIdentity } from './process/process-identity.ts';
import { identityOf } from './process/process-identity.ts';
import type { ProcessSpec } from './process/process-spec.ts';
import { type SupervisedProcess, superviseProcess } from './process/supervised-process.ts';

export interface SupervisorOptions {
  readonly logFolder: string;
  readonly onLine: LineSink;
  readonly notice: (text: string) => void;
  /** Called whenever a process begins or ceases to answer, with all that run now. */
  readonly onChange: (running: Readonly<Record<string, ProcessIdentity>>) => void;
}

export interface Supervisor {
  /** Starts it and resolves when it answers. */
  start(spec: ProcessSpec): Promise<SupervisedProcess>;
  /** @throws Error that names what there is, when there is no such process. */
  get(name: string): SupervisedProcess;
  all(): readonly SupervisedProcess[];
  /** Milliseconds from the request to start until the first answer, in order of starting. */
  timings(): readonly { readonly name: string; readonly readyMs: number }[];
  /** Ends them group by group, each group at once; what is in no group goes first. */
  stop(groups: readonly (readonly string[])[]): Promise<void>;
}

const graceMs = 3500;

export function createSupervisor({ logFolder, onLine, notice, onChange }: SupervisorOptions): Supervisor {
  const guardian = startGuardian();
  const processes = new Map<string, SupervisedProcess>();
  const outputs: ProcessOutput[] = [];
  const timings: { name: string; readyMs: number }[] = [];

  function running(): Record<string, ProcessIdentity> {
    return Object.fromEntries(
      [...processes.values()].flatMap((process) => {
        const pid = process.pid();
        const identity = pid === undefined ? undefined : identityOf(pid);
        return identity === undefined ? [] : [[process.name, identity]];
      }),
    );
  }

  function get(name: string): SupervisedProcess {
    const process = processes.get(name);
    if (process === undefined)
      throw new Error(`There is no process "${name}"; there are ${[...processes.keys()].join(', ')}.`);
    return process;
  }

  return {
    async start(spec) {
      const output = openOutput(logFolder, spec.name, onLine);
      outputs.push(output);
      const process = superviseProcess(spec, { guardian, output, notice, onChange: () => onChange(running()) });
      processes.set(spec.name, process);
      const startedAt = performance.now();
      await process.start();
      timings.push({ name: spec.name, readyMs: performance.now() - startedAt });
      return process;
    },
    get,
    all: () => [...processes.values()],
    timings: () => timings,
    async stop(groups) {
      const grouped = new Set(groups.flat());
      const first = [...processes.keys()].filter((name) => !grouped.has(name));
      for (const group of [first, ...groups]) {
        await Promise.all(group.map((name) => processes.get(name)?.stop(graceMs)));
      }
      await guardian.close();
      await Promise.all(outputs.map((output) => output.close()));
    },
  };
}
