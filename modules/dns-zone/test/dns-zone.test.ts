import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { TerraformStack, Testing } from 'cdktf';
import { expect } from 'chai';
import { z } from 'zod';
import { suppressionsIn } from '../../suppress.ts';
import { DnsZone, type DnsZoneProps } from '../dns-zone.ts';

const Json = z.object({ resource: z.record(z.string(), z.record(z.string(), z.looseObject({}))) });

function synthesized(signing: DnsZoneProps['signing'] = undefined) {
  const stack = new TerraformStack(Testing.app(), 'stack');
  new DnsZone(stack, 'zone', {
    domain: 'shop.example',
    usEast1: new AwsProvider(stack, 'us', { region: 'us-east-1', alias: 'us-east-1' }),
    account: '111111111111',
    accountRoot: 'arn:aws:iam::111111111111:root',
    queryLog: {
      groupName: '/evermart-dev/dns/queries',
      groupArn: 'arn:aws:logs:us-east-1:111111111111:log-group:/evermart-dev/dns/queries',
      keyAlias: 'alias/evermart-dev-dns-queries',
      retentionDays: 365,
    },
    ...(signing === undefined ? {} : { signing }),
  });
  const { resource } = Json.parse(JSON.parse(Testing.synth(stack)));
  const only = (type: string) => {
    const found = Object.values(resource[type] ?? {});
    expect(found, type).to.have.length(1);
    return found[0]!;
  };
  return { resource, only, suppressed: suppressionsIn(stack).map(({ check }) => check) };
}

describe('the zone', () => {
  it('can not be destroyed: its name servers stand at the registrar', () => {
    expect(synthesized().only('aws_route53_zone').lifecycle).to.deep.equal({ prevent_destroy: true });
  });

  it('lets Amazon issue certificates, and nobody a wildcard', () => {
    const record = synthesized().only('aws_route53_record');

    expect(record).to.include({ type: 'CAA', name: 'shop.example' });
    expect(record.records).to.deep.equal(['0 issue "amazon.com"', '0 issuewild ";"']);
  });

  it('logs its queries where Route 53 can write them, encrypted, by permission for this zone alone', () => {
    const { only } = synthesized();

    const permission = String(only('aws_cloudwatch_log_resource_policy').policy_document);

    for (const type of ['aws_cloudwatch_log_group', 'aws_route53_query_log', 'aws_kms_key']) {
      expect(only(type).provider, type).to.equal('aws.us-east-1');
    }
    expect(only('aws_cloudwatch_log_group').kms_key_id).to.match(/^\$\{aws_kms_key\./);
    expect(permission)
      .to.include('route53.amazonaws.com')
      .and.match(/"aws:SourceArn":"\$\{aws_route53_zone\.\w+\.arn\}"/);
  });

  it('is signed where that is asked for, with the kind of key that Route 53 takes, from us-east-1', () => {
    const { resource, suppressed } = synthesized({ keyAlias: 'alias/evermart-dev-zone', keyName: 'evermart_dev' });

    const signingKeys = Object.values(resource.aws_kms_key ?? {}).filter(({ key_usage: use }) => use === 'SIGN_VERIFY');

    expect(signingKeys).to.have.length(1);
    expect(signingKeys[0]).to.include({ customer_master_key_spec: 'ECC_NIST_P256', provider: 'aws.us-east-1' });
    expect(Object.keys(resource.aws_route53_hosted_zone_dnssec ?? {})).to.have.length(1);
    expect(suppressed).to.not.include('CKV2_AWS_38');
  });

  it('says why where it is not signed', () => {
    const { resource, suppressed } = synthesized();

    expect(resource.aws_route53_hosted_zone_dnssec).to.equal(undefined);
    expect(suppressed).to.include('CKV2_AWS_38');
  });
});
