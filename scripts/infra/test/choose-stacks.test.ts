import { expect } from 'chai';
import { chooseStacks, environmentOf } from '../choose-stacks.ts';
import type { SynthesizedStack } from '../synthesize.ts';

const stack = (region: string, name: string, after: readonly string[] = []): SynthesizedStack => ({
  id: `dev-${region}-${name}`,
  environment: 'dev',
  accountId: '123456789012',
  region,
  stack: name,
  after,
  json: { terraform: { required_providers: {} }, provider: {} },
  suppressions: [],
});
const stacks = [stack('a', 'network'), stack('a', 'data', ['dev-a-network']), stack('b', 'network')];

describe('choosing stacks', () => {
  it('takes one by name in every region, with what it needs', () => {
    const chosen = chooseStacks(stacks, { stack: 'data', region: undefined });

    expect(chosen.map(({ id }) => id)).to.deep.equal(['dev-a-network', 'dev-a-data']);
  });

  it('refuses names by those that exist', () => {
    expect(() => chooseStacks(stacks, { stack: 'dta', region: undefined })).to.throw(
      '--stack dta: one of network, data',
    );
    expect(() => chooseStacks(stacks, { stack: 'data', region: 'b' })).to.throw('there is no such stack');
    expect(() => environmentOf(stacks, 'prod')).to.throw('the environments are dev');
  });
});
