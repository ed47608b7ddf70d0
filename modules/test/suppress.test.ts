import { Vpc } from '@cdktf/provider-aws/lib/vpc/index.js';
import { App, TerraformStack } from 'cdktf';
import { expect } from 'chai';
import { suppress, suppressionsIn } from '../suppress.ts';

function stackWithVpc() {
  const stack = new TerraformStack(new App(), 'stack');
  return { stack, vpc: new Vpc(stack, 'vpc', { cidrBlock: '10.0.0.0/16' }) };
}

describe('a suppression', () => {
  it('is found with the address of its resource, the check and the reason', () => {
    const { stack, vpc } = stackWithVpc();

    suppress(vpc, 'CKV2_AWS_11', 'Flow logs are written elsewhere.');

    expect(suppressionsIn(stack)).to.deep.equal([
      { address: 'aws_vpc.vpc', check: 'CKV2_AWS_11', reason: 'Flow logs are written elsewhere.' },
    ]);
  });

  it('needs a reason', () => {
    const { vpc } = stackWithVpc();

    expect(() => suppress(vpc, 'CKV2_AWS_11', 'because')).to.throw('give a reason');
  });
});
