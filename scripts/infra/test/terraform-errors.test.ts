import { expect } from 'chai';
import { errorsIn } from '../terraform.ts';

describe("Terraform's output", () => {
  it('is shown by its errors, without its warnings', () => {
    const output = 'Plan: 1\n\nWarning: old\n\n  with x\n\nError: refused\n\n  with y\n\nError: also\n';

    expect(errorsIn(output)).to.equal('Error: refused\n\n  with y\nError: also');
  });

  it('is cut short where one mistake is told a hundred times', () => {
    expect(errorsIn('Error: refused\n'.repeat(100)).split('\n').slice(-2)).to.deep.equal([
      'Error: refused',
      'and 90 more errors',
    ]);
  });

  it('is shown by its end where it names no error', () => {
    expect(errorsIn('killed')).to.equal('killed');
  });
});
