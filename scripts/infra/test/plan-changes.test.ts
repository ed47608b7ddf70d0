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

  it('are not what an apply would fill in', () => {
    const before = { a: 1, b: [{ c: 1 }], d: 1, e: [{ c: 1, f: 1 }] };
    const after = { d: 2, b: [{}], e: [{ f: 2 }] };
    const plan = change(['update'], before, after, { a: true, b: [{ c: true }], e: [{ c: true }] });

    expect(changesOf(plan)[0]?.arguments).to.deep.equal(['d', 'e']);
  });

  it('name a replacement by what forces it', () => {
    const {
      resource_changes: [replaced],
    } = change(['delete', 'create'], { a: 1, b: 1 }, { a: 2, b: 2 });
    const forced = { ...replaced!, change: { ...replaced!.change, replace_paths: [['a', 0, 'c']] } };

    expect(changesOf({ resource_changes: [forced] })[0]).to.deep.include({ action: 'replace', arguments: ['a'] });
  });

  it('tell which types are planned', () => {
    expect(plannedTypes(change(['create'], null, {}))).to.deep.equal(['aws_a']);
    expect(plannedTypes({})).to.deep.equal([]);
  });
});
