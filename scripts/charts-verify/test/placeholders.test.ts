import { expect } from 'chai';
import { releasesOf } from '../../infra/helm-releases.ts';
import { type PlaceholderStack, placeholderOf, withPlaceholders } from '../placeholders.ts';

/** As Terraform writes it. */
const reference = (to: string) => `\${${to}}`;

const stack: PlaceholderStack = {
  id: 'production-eu-west-1-services',
  accountId: '333333333333',
  region: 'eu-west-1',
  json: {
    terraform: { required_providers: {} },
    provider: {},
    data: {
      aws_ssm_parameter: {
        'read-arn': { name: '/evermart-production/cluster/gateway-target-group-arn' },
        'read-new': { name: '/evermart-production/cluster/something-new' },
      },
    },
    resource: {
      aws_ssm_parameter: { order_current: { insecure_value: 'none' } },
      helm_release: {
        order: {
          name: 'order',
          chart: '../charts/order',
          values: [
            JSON.stringify({
              arn: reference('data.aws_ssm_parameter.read-arn.insecure_value'),
              kept: `$${reference('HOME')}`,
              version: reference('aws_ssm_parameter.order_current.insecure_value'),
            }),
          ],
        },
        other: {
          name: 'karpenter',
          chart: 'karpenter',
          repository: 'oci://x',
          values: [reference('data.unknown.a.b')],
        },
      },
    },
  },
};

describe('placeholders', () => {
  it('have the form of what an apply would give', () => {
    const of = (reference: string) => placeholderOf(reference, stack);

    expect(of('data.aws_caller_identity.identity.account_id')).to.equal('333333333333');
    expect(of('data.aws_partition.partition.partition')).to.equal('aws');
    expect(of('data.aws_eks_cluster.c.vpc_config[0].cluster_security_group_id')).to.match(/^sg-[0-9a-f]{17}$/);
    expect(of('data.aws_kms_alias.key.target_key_arn')).to.match(/^arn:aws:kms:eu-west-1:333333333333:key\//);
    expect(of('data.aws_ssm_parameter.read-arn.insecure_value')).to.match(/^arn:aws:elasticloadbalancing:eu-west-1:/);
  });

  it('are what the stack itself gives to a parameter of its own', () => {
    expect(placeholderOf('aws_ssm_parameter.order_current.insecure_value', stack)).to.equal('none');
  });

  it('are never guessed', () => {
    for (const unknown of [
      'data.aws_ssm_parameter.read-new.insecure_value',
      'aws_vpc.main.id',
      'aws_ssm_parameter.no.insecure_value',
    ]) {
      expect(() => placeholderOf(unknown, stack)).to.throw(unknown);
    }
  });

  it("fill the values of our charts, and leave Terraform's escapes and others' charts alone", () => {
    const [order, other] = releasesOf(withPlaceholders(stack));

    expect(JSON.parse(order?.values[0] ?? '')).to.deep.include({ kept: reference('HOME'), version: 'none' });
    expect(order?.values[0]).to.contain('arn:aws:elasticloadbalancing');
    expect(other?.values[0]).to.not.contain('arn:');
  });
});
