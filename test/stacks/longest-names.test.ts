import { expect } from 'chai';
import { environments } from '../../modules/environments.ts';
import { environmentNameLimit } from '../../modules/naming.ts';
import { estateOf } from '../support/synthesized.ts';
import { nameViolationsIn } from './policies/names-within-limits.ts';

describe('an environment with the longest name that is allowed', () => {
  it('has no name that AWS refuses', () => {
    const name = 'abcdefghijklmnop'.slice(0, environmentNameLimit);
    const production = environments.find((environment) => environment.name === 'production')!;

    const estate = estateOf([{ ...production, name }]);

    expect(nameViolationsIn(estate)).to.deep.equal([]);
  });
});
