import { expect } from 'chai';
import { runTasks } from '../run-tasks.ts';
import type { Task } from '../stack-tasks.ts';

/** Stacks, and a slice of the first, that tell what is done to them; the destruction of `stuck` fails. */
function telling(stuck?: string): { readonly tasks: readonly Task[]; readonly events: string[] } {
  const events: string[] = [];
  const task = (id: string, after: readonly string[], part: Task['part']): Task => {
    const step = (name: string) => async () => {
      await new Promise((resolve) => setImmediate(resolve));
      events.push(`${id} ${name}`);
    };
    const destroy = async () => {
      await step('destroyed')();
      return id !== stuck;
    };
    const run = {
      plan: step('planned'),
      apply: step('applied'),
      planAgain: step('planned again'),
      liftProtection: step('lifted'),
      destroy,
    };
    return { id, after, part, run };
  };
  const tasks = [
    task('network', [], 'stack'),
    task('network-moto', [], 'moto'),
    task('data', ['network'], 'stack'),
    task('data-slow', ['network'], 'slow'),
  ];
  return { tasks, events };
}

describe('what is done with stacks', () => {
  it('is everything, each step once', async () => {
    const { tasks, events } = telling();

    await runTasks(tasks, 2);

    const steps = ['applied', 'planned again', 'lifted', 'destroyed'];
    const expected = tasks.flatMap(({ id, part }) =>
      [...steps, ...(part === 'stack' ? ['planned'] : [])].map((step) => `${id} ${step}`),
    );
    expect([...events].sort()).to.deep.equal(expected.sort());
  });

  it('is first what others wait for', async () => {
    const { tasks, events } = telling();

    await runTasks(tasks, 1);

    const stacks = events.filter((event) => !event.startsWith('data-slow'));
    expect(stacks.slice(0, 3)).to.deep.equal(['network applied', 'data applied', 'network planned']);
  });

  it('is destroying in the reverse order, each after its protection was lifted', async () => {
    const { tasks, events } = telling();

    await runTasks(tasks, 2);

    const order = ['data planned again', 'data lifted', 'data destroyed', 'network destroyed'];
    expect(events.filter((event) => order.includes(event))).to.deep.equal(order);
    expect(events.indexOf('network lifted')).to.be.lessThan(events.indexOf('network destroyed'));
  });

  it('is never destroying what still stands on something', async () => {
    const { tasks, events } = telling('data');

    await runTasks(tasks, 2);

    expect(events).to.include('data destroyed');
    expect(events).not.to.include('network destroyed');
  });

  it('ends with the reason when it is interrupted, also while only what is slow is at work', async () => {
    const { tasks, events } = telling();
    const interrupted = new Error('ended by SIGINT');
    const tasksWithSlowEnd = tasks.map((task) =>
      task.part === 'slow' ? { ...task, run: { ...task.run, apply: () => Promise.reject(interrupted) } } : task,
    );

    const reason = await runTasks(tasksWithSlowEnd, 2).catch((error: unknown) => error);

    expect(reason).to.equal(interrupted);
    expect(events).to.include('network destroyed');
  });
});
