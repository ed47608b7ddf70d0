import { startGuardian } from './process/guardian.ts';
import { type LineSink, openOutput, type ProcessOutput } from './process/output.ts';
import { identityOf, type ProcessIdentity } from './process/process-identity.ts';
import type { ProcessSpec } from './process/process-spec.ts';
import { type SupervisedProcess, superviseProcess } from './process/supervised-process.ts';

export interface SupervisorOptions {
  readonly logFolder: string;
  readonly onLine: LineSink;
  readonly notice: (text: string) => void;
  /** Called whenever a process was spawned, begins or ceases to answer, with all that live now. */
  readonly onChange: (running: Readonly<Record<string, ProcessIdentity>>) => void;
}

export interface Supervisor {
  /** Starts it and resolves when it answers. */
  start(spec: ProcessSpec): Promise<SupervisedProcess>;
  /** @throws Error that names what there is, when there is no such process. */
  get(name: string): SupervisedProcess;
  all(): readonly SupervisedProcess[];
  /** Ends them group by group, each group at once; what is in no group goes first. */
  stop(groups: readonly (readonly string[])[]): Promise<void>;
}

const graceMs = 3500;

export function createSupervisor({ logFolder, onLine, notice, onChange }: SupervisorOptions): Supervisor {
  const guardian = startGuardian();
  const processes = new Map<string, SupervisedProcess>();
  const outputs: ProcessOutput[] = [];
  let stopping = false;

  function running(): Record<string, ProcessIdentity> {
    return Object.fromEntries(
      [...processes.values()].flatMap((process) => {
        const pid = process.spawnedPid();
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
      if (stopping) throw new Error('The platform is stopping.');
      const output = openOutput(logFolder, spec.name, onLine);
      outputs.push(output);
      const process = superviseProcess(spec, { guardian, output, notice, onChange: () => onChange(running()) });
      processes.set(spec.name, process);
      await process.start();
      return process;
    },
    get,
    all: () => [...processes.values()],
    async stop(groups) {
      stopping = true;
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
