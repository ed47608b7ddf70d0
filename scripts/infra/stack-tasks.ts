import type { Met } from './exception-report.ts';
import { prepareStack } from './prepare-stack.ts';
import { emptyResult, type StackResult } from './report.ts';
import type { Ordered } from './stack-order.ts';
import type { SynthesizedStack } from './synthesize.ts';
import { createStackRun, type StackRun, type Verification } from './verify-stack.ts';

/** A stack, or a slice of one that is applied by itself. */
export interface Task extends Ordered {
  readonly part: 'stack' | 'slow' | 'moto';
  readonly run: StackRun;
}

export interface Tasks {
  readonly tasks: readonly Task[];
  /** One a task, filled in while it runs. */
  readonly results: readonly StackResult[];
}

export interface TaskOptions {
  /** What needs an exception is added to it. */
  readonly met: Met;
  /** Without the slices that take minutes. */
  readonly quick: boolean;
}

/** What is to be done for the chosen stacks. */
export function tasksOf(
  chosen: readonly SynthesizedStack[],
  verification: Verification,
  { met, quick }: TaskOptions,
): Tasks {
  const results: StackResult[] = [];
  const resultOf = (id: string): StackResult => {
    const result = emptyResult(id);
    results.push(result);
    return result;
  };
  const tasks = chosen.flatMap(({ id, region, after, json }): readonly Task[] => {
    const { whole, emulated, slices, judgedElsewhere, ...exceptional } = prepareStack(json, verification);
    met.unknown.push(...exceptional.unknown);
    met.withoutProvider.push(...exceptional.withoutProvider);
    met.notEmulated.push(...exceptional.notEmulated);
    const counts = (type: string) => !judgedElsewhere.includes(type);
    const main = createStackRun({ whole, emulated, counts, region }, resultOf(id), verification);
    const apart = slices
      .filter(({ name }) => name !== 'slow' || !quick)
      .map((slice): Task => {
        (slice.name === 'slow' ? met.ownRun : met.onMoto).push(...slice.types);
        const sliceId = `${id}-${slice.name}`;
        const own = (type: string) => slice.types.includes(type);
        const copies = { whole: undefined, emulated: slice.json, counts: own, region };
        const run = createStackRun(copies, resultOf(sliceId), verification);
        // They look up nothing that another stack left.
        return { id: sliceId, after: [], part: slice.name, run };
      });
    return [{ id, after, part: 'stack', run: main }, ...apart];
  });
  return { tasks, results };
}
