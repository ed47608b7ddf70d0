import { expect } from 'chai';
import { emptyResult, resultTable, type StackResult, table, totalsOf } from '../report.ts';

const result = (id: string, applied: string[], clean: string[]): StackResult => ({
  ...emptyResult(id),
  resources: 4,
  counts: { validated: 4, planned: 4, applied: 3, clean: 2 },
  types: { validated: ['aws_a', 'aws_b'], planned: ['aws_a', 'aws_b'], applied, clean },
});

describe('the report', () => {
  it('counts a type once however many stacks have it, and resources each time', () => {
    const { resources, types } = totalsOf([
      result('one', ['aws_a', 'aws_b'], ['aws_a', 'aws_b']),
      result('two', ['aws_a'], ['aws_a']),
    ]);

    expect(types).to.deep.equal({ validated: 2, planned: 2, applied: 2, clean: 2 });
    expect(resources).to.deep.equal({ validated: 8, planned: 8, applied: 6, clean: 4 });
  });

  it('calls a type clean only where every stack that applied it was', () => {
    const { types } = totalsOf([result('one', ['aws_a', 'aws_b'], ['aws_a', 'aws_b']), result('two', ['aws_a'], [])]);

    expect(types.clean).to.equal(1);
  });

  it('shows a stack with problems as such', () => {
    const broken = { ...result('one', [], []), problems: ['a', 'b'] };

    expect(resultTable([broken])).to.contain('2 PROBLEMS');
  });

  it('is as wide as its longest cell, numbers to the right', () => {
    expect(
      table(
        ['name', 'n'],
        [
          ['long-name', '7'],
          ['b', '10'],
        ],
      ),
    ).to.equal(['name       n', '---------  --', 'long-name   7', 'b          10'].join('\n'));
  });
});
