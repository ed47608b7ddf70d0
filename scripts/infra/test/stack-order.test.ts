import { expect } from 'chai';
import { inOrder, reversed, runInOrder } from '../stack-order.ts';

const stacks = [
  { id: 'edge', after: ['data', 'cluster'] },
  { id: 'data', after: ['network'] },
  { id: 'cluster', after: ['network'] },
  { id: 'network', after: [] },
];
const ids = (ordered: readonly { id: string }[]) => ordered.map(({ id }) => id);

describe('the order of stacks', () => {
  it('puts each behind what it needs', () => {
    expect(ids(inOrder(stacks))).to.deep.equal(['network', 'data', 'cluster', 'edge']);
  });

  it('brings along what a chosen one needs, and nothing else', () => {
    expect(ids(inOrder(stacks, ({ id }) => id === 'data'))).to.deep.equal(['network', 'data']);
  });

  it('refuses a circle by its members', () => {
    const circle = [
      { id: 'a', after: ['b'] },
      { id: 'b', after: ['a'] },
    ];

    expect(() => inOrder(circle)).to.throw('a -> b -> a');
  });

  it('refuses a stack that is not there', () => {
    expect(() => inOrder([{ id: 'a', after: ['ghost'] }])).to.throw('a comes after ghost, which does not exist');
  });

  it('is turned round for the end', () => {
    expect(reversed(stacks).find(({ id }) => id === 'network')?.after).to.deep.equal(['data', 'cluster']);
    expect(reversed(stacks).find(({ id }) => id === 'edge')?.after).to.deep.equal([]);
  });
});

describe('running stacks', () => {
  it('starts each when all that it needs has ended, and no more at once than allowed', async () => {
    const events: string[] = [];
    let running = 0;
    let most = 0;

    await runInOrder(stacks, 2, async ({ id }) => {
      running += 1;
      most = Math.max(most, running);
      events.push(`+${id}`);
      await new Promise((resolve) => setImmediate(resolve));
      events.push(`-${id}`);
      running -= 1;
    });

    expect(most).to.equal(2);
    expect(events.indexOf('+data')).to.be.greaterThan(events.indexOf('-network'));
    expect(events.indexOf('+edge')).to.be.greaterThan(Math.max(events.indexOf('-data'), events.indexOf('-cluster')));
  });

  it('refuses stacks that wait for each other instead of waiting too', async () => {
    const circle = [{ id: 'a', after: ['a'] }];

    const error = await runInOrder(circle, 1, async () => {}).catch((reason: Error) => reason);

    expect(String(error)).to.contain('wait for each other: a');
  });
});
