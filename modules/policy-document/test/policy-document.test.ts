import { expect } from 'chai';
import { policyDocument, trustOfService } from '../policy-document.ts';

const statement = { sid: 'One', actions: ['s3:GetObject'], resources: ['*'] };

describe('the trust of a service', () => {
  it('is bound to the account that is named', () => {
    expect(trustOfService('vpc-flow-logs.amazonaws.com', '111111111111')).to.include(
      '"aws:SourceAccount":"111111111111"',
    );
    expect(trustOfService('ec2.amazonaws.com')).to.not.include('Condition');
  });
});

describe('a policy document', () => {
  it('allows unless it says otherwise, and leaves out what was left out', () => {
    expect(JSON.parse(policyDocument([statement]))).to.deep.equal({
      Version: '2012-10-17',
      Statement: [{ Sid: 'One', Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['*'] }],
    });
  });

  it('refuses a Sid that stands twice, and one that AWS would not take', () => {
    expect(() => policyDocument([statement, statement])).to.throw('"One" stands twice');
    expect(() => policyDocument([{ ...statement, sid: 'one-two' }])).to.throw('letters and digits only');
  });
});
