import { expect } from 'chai';
import { deliveryTarget } from '../delivery-target.ts';

describe('the target of a delivery', () => {
  it('is a role of the environment’s account, in the region that holds what belongs to both', () => {
    expect(deliveryTarget('production', 'deploy')).to.deep.equal({
      role: 'arn:aws:iam::333333333333:role/evermart-production-deploy',
      region: 'eu-west-3',
    });
    expect(deliveryTarget('dev', 'plan').region).to.equal('eu-west-1');
  });

  it('names what there is where it does not know one', () => {
    expect(() => deliveryTarget('prod', 'plan')).to.throw('the environments are dev, staging, production');
    expect(() => deliveryTarget('dev', 'admin')).to.throw('one of plan, drift, deploy');
  });
});
