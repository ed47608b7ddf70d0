import { expect } from 'chai';
import { filledIn, releasesOf } from '../helm-releases.ts';

describe('a Helm release', () => {
  it('is read with what helm needs', () => {
    const block = {
      name: 'order',
      chart: '../x',
      namespace: 'shop',
      values: ['{"id":"${data.aws_ssm_parameter.read-vpc-id.value}"}'],
    };

    const [release] = releasesOf({
      terraform: { required_providers: {} },
      provider: {},
      resource: { helm_release: { one: block }, aws_vpc: { two: {} } },
    });

    expect(release).to.deep.equal({
      address: 'helm_release.one',
      name: 'order',
      chart: '../x',
      repository: undefined,
      version: undefined,
      namespace: 'shop',
      values: ['{"id":"stand-in-read-vpc-id"}'],
    });
  });

  it('gets words for what only an apply knows, and keeps what Terraform would not touch', () => {
    expect(filledIn('arn:aws:sns:x:${data.aws_caller_identity.identity.account_id}:t')).to.equal(
      'arn:aws:sns:x:000000000000:t',
    );
    expect(filledIn('$${env:MY_POD_IP} {{ .password }}')).to.equal('${env:MY_POD_IP} {{ .password }}');
  });
});
