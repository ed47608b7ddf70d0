import { table } from '../infra/report.ts';

export interface Step {
  readonly name: string;
  /** What was proven, or what is wrong. */
  readonly words: string;
  readonly passed: boolean;
  readonly seconds: number;
}

export interface StepLog {
  /** @param prove resolves with what it has proven. @throws what it throws: nothing after it would make sense */
  run(name: string, prove: () => Promise<string>): Promise<void>;
  readonly steps: readonly Step[];
}

export function createStepLog(write: (line: string) => void, now = () => performance.now()): StepLog {
  const steps: Step[] = [];
  return {
    steps,
    async run(name, prove) {
      write(`${name} ...`);
      const startedMs = now();
      const done = (passed: boolean, words: string) => {
        const seconds = Math.round((now() - startedMs) / 1_000);
        steps.push({ name, words, passed, seconds });
        write(`  ${passed ? 'ok' : 'FAILED'} after ${seconds} s: ${words}`);
      };
      try {
        done(true, await prove());
      } catch (error) {
        done(false, error instanceof Error ? error.message : String(error));
        throw error;
      }
    },
  };
}

/** A line a step; only the first line of what was said. */
export function stepTable(steps: readonly Step[]): string {
  const rows = steps.map(({ name, words, passed, seconds }) => [
    `${seconds} s`,
    name,
    `${passed ? '' : 'FAILED: '}${words.split('\n')[0]}`,
  ]);
  const total = steps.reduce((sum, { seconds }) => sum + seconds, 0);
  return table(['took', 'step', 'what was proven'], [...rows, [`${total} s`, 'in all', '']]);
}
