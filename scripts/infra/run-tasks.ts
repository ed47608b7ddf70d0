import { type Ordered, reversed, runInOrder } from './stack-order.ts';
import type { Task } from './stack-tasks.ts';

interface Step extends Ordered {
  readonly work: () => Promise<unknown>;
}

/**
 * Applies each stack when what it comes after is there, does everything else beside, and destroys in the reverse order.
 *
 * The order of the steps is their urgency: others wait for an apply, nobody waits for a plan. So a second plan may come
 * after later stacks were applied, and sees what they did to this one.
 */
export async function runTasks(tasks: readonly Task[], jobs: number): Promise<void> {
  const stacks = tasks.filter(({ part }) => part === 'stack');
  const slow: Promise<PromiseSettledResult<void>[]>[] = [];
  let outcomes: PromiseSettledResult<void>[] = [];
  try {
    await runInOrder(
      [
        ...tasks
          .filter(({ part }) => part === 'slow')
          // It waits for minutes while the others are at work: it takes none of their turns.
          .map(({ id, after, run }) => ({
            id,
            after,
            work: async () => void slow.push(Promise.allSettled([wholeLife(run)])),
          })),
        ...stacks.map(({ id, after, run }) => ({ id, after, work: run.apply })),
        ...stacks.map(({ id, after, run }) => ({ id: `${id}: plan`, after, work: run.plan })),
        ...tasks
          .filter(({ part }) => part === 'moto')
          .map(({ id, after, run }) => ({ id, after, work: () => wholeLife(run) })),
        ...stacks.map(({ id, run }) => ({ id: `${id}: second plan`, after: [id], work: run.planAgain })),
      ],
      jobs,
      doStep,
    );
    await destroyAll(stacks, jobs);
  } finally {
    outcomes = (await Promise.all(slow)).flat();
  }
  const failure = outcomes.find(({ status }) => status === 'rejected');
  if (failure?.status === 'rejected') throw failure.reason;
}

async function doStep({ work }: Step): Promise<void> {
  await work();
}

async function wholeLife(run: Task['run']): Promise<void> {
  await run.apply();
  await run.planAgain();
  await run.liftProtection();
  await run.destroy();
}

async function destroyAll(stacks: readonly Task[], jobs: number): Promise<void> {
  const standing = new Set(stacks.map(({ id }) => id));
  const lifted = (id: string) => `${id}: lift protection`;
  const destructions = reversed(stacks).map(({ id, after: users, run }): Step => {
    const work = async () => {
      // What is still used can't be destroyed: waiting for that would take the provider's whole patience.
      if (users.some((user) => standing.has(user))) return;
      if (await run.destroy()) standing.delete(id);
    };
    return { id, after: [...users, lifted(id)], work };
  });
  const lifts = [...stacks]
    .reverse()
    .map(({ id, run }): Step => ({ id: lifted(id), after: [], work: run.liftProtection }));
  await runInOrder([...destructions, ...lifts], jobs, doStep);
}
