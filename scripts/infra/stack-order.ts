/** A stack and the ids of the ones that it comes after. */
export interface Ordered {
  readonly id: string;
  readonly after: readonly string[];
}

/**
 * The chosen stacks and everything they come after, each behind what it needs. Destroy in the reverse of it.
 *
 * @throws Error for a circle and for a stack that is not there
 */
export function inOrder<Stack extends Ordered>(
  stacks: readonly Stack[],
  chosen: (stack: Stack) => boolean = () => true,
): readonly Stack[] {
  const byId = new Map(stacks.map((stack) => [stack.id, stack]));
  const ordered = new Set<Stack>();
  const visit = (stack: Stack, path: readonly string[]): void => {
    if (ordered.has(stack)) return;
    if (path.includes(stack.id)) throw new Error(`Stacks wait for each other: ${[...path, stack.id].join(' -> ')}`);
    for (const id of stack.after) {
      const earlier = byId.get(id);
      if (earlier === undefined) throw new Error(`${stack.id} comes after ${id}, which does not exist`);
      visit(earlier, [...path, stack.id]);
    }
    ordered.add(stack);
  };
  for (const stack of stacks.filter(chosen)) visit(stack, []);
  return [...ordered];
}

/**
 * Runs `work` for each stack as soon as everything it comes after is done, at most `jobs` at once. A failure is that
 * stack's result: the others go on.
 */
export async function runInOrder<Stack extends Ordered>(
  stacks: readonly Stack[],
  jobs: number,
  work: (stack: Stack) => Promise<void>,
): Promise<void> {
  const waiting = new Set(stacks);
  const unfinished = new Set(stacks.map(({ id }) => id));
  const running = new Map<string, Promise<string>>();
  while (unfinished.size > 0) {
    for (const stack of waiting) {
      if (running.size >= jobs) break;
      if (stack.after.some((id) => unfinished.has(id))) continue;
      waiting.delete(stack);
      running.set(
        stack.id,
        work(stack).then(() => stack.id),
      );
    }
    if (running.size === 0) throw new Error(`Stacks wait for each other: ${[...unfinished].join(', ')}`);
    const done = await Promise.race(running.values()).catch(async (reason: unknown) => {
      await Promise.allSettled(running.values());
      throw reason;
    });
    running.delete(done);
    unfinished.delete(done);
  }
}

/** Turns the order round: each stack then waits for those that needed it. */
export function reversed<Stack extends Ordered>(stacks: readonly Stack[]): readonly (Stack & Ordered)[] {
  return stacks
    .map((stack) => ({
      ...stack,
      after: stacks.filter(({ after }) => after.includes(stack.id)).map(({ id }) => id),
    }))
    .reverse();
}
