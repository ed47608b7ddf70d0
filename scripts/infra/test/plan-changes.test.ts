import { expect } from 'chai';
import { changesOf, plannedTypes } from '../plan-changes.ts';

const change = (actions: string[], before: object | null, after: object | null, unknown = {}) => ({
  resource_changes: [
    {
      address: 'aws_a.one',
      mode: 'managed',
      type: 'aws_a',
      change: {
        actions,
        before: before as Record<string, unknown> | null,
        after: after as Record<string, unknown> | null,
        after_unknown: unknown,
      },
    },
  ],
});

describe('the changes of a plan', () => {
  it('are the arguments that differ', () => {
    const plan = change(['update'], { a: 1, b: [2], c: 3 }, { a: 1, b: [3], c: 3 });

    expect(changesOf(plan)).to.deep.equal([
      { address: 'aws_a.one', type: 'aws_a', action: 'update', arguments: ['b'] },
    ]);
  });

  it('leave out what is read, or stays as it is', () => {
    expect(changesOf(change(['no-op'], { a: 1 }, { a: 1 }))).to.deep.equal([]);
    expect(changesOf(change(['read'], null, { a: 1 }))).to.deep.equal([]);
  });

  it('name a replacement as one', () => {
    expect(changesOf(change(['delete', 'create'], { a: 1 }, { a: 2 }))[0]?.action).to.equal('replace');
  });

  it('tell which types are planned', () => {
    expect(plannedTypes(change(['create'], null, {}))).to.deep.equal(['aws_a']);
    expect(plannedTypes({})).to.deep.equal([]);
  });
});
