import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { type TerraformStack, Testing } from 'cdktf';
import { expect } from 'chai';
import { z } from 'zod';
import { AccessLog } from '../access-log.ts';
import { RealTimeLog } from '../real-time-log.ts';

const Json = z.object({ resource: z.record(z.string(), z.record(z.string(), z.looseObject({}))) });

function resourcesOf(build: (scope: TerraformStack) => void) {
  const { resource } = Json.parse(JSON.parse(Testing.synthScope((scope) => build(scope as TerraformStack))));
  return (type: string) => Object.values(resource[type] ?? {});
}

const accessLog = () =>
  resourcesOf((scope) => {
    new AccessLog(scope, 'log', {
      distributionArn: 'arn:aws:cloudfront::111111111111:distribution/E1',
      name: 'evermart-dev-edge-access',
      groupName: '/evermart-dev/edge/access',
      groupArn: 'arn:aws:logs:us-east-1:111111111111:log-group:/evermart-dev/edge/access',
      retentionDays: 365,
      keyArn: 'arn:aws:kms:us-east-1:111111111111:key/k',
      account: '111111111111',
      provider: new AwsProvider(scope, 'us', { region: 'us-east-1', alias: 'us-east-1' }),
    });
  });

describe('the access log', () => {
  it('is delivered from us-east-1 into an encrypted group, by permission', () => {
    const resources = accessLog();

    const all = [
      'aws_cloudwatch_log_group',
      'aws_cloudwatch_log_resource_policy',
      'aws_cloudwatch_log_delivery_source',
      'aws_cloudwatch_log_delivery_destination',
      'aws_cloudwatch_log_delivery',
    ].flatMap((type) => resources(type));

    expect(all).to.have.length(5);
    for (const { provider } of all) expect(provider).to.equal('aws.us-east-1');
    expect(resources('aws_cloudwatch_log_group')[0]).to.include.keys('kms_key_id', 'retention_in_days');
  });

  it('holds neither cookies nor queries nor where somebody came from', () => {
    const [delivery] = accessLog()('aws_cloudwatch_log_delivery');

    const fields = z.array(z.string()).parse(delivery?.record_fields);

    expect(fields).to.include.members(['c-ip', 'cs-method', 'cs-uri-stem', 'sc-status', 'x-edge-request-id']);
    expect(fields.filter((field) => /cookie|query|referer|authorization/i.test(field))).to.deep.equal([]);
  });
});

describe('the real-time log', () => {
  const log = (samplingPercent: number) =>
    resourcesOf((scope) => {
      new RealTimeLog(scope, 'log', {
        name: 'evermart-dev',
        streamArn: 'arn:aws:kinesis:eu-west-1:111111111111:stream/s',
        roleArn: 'arn:aws:iam::111111111111:role/r',
        fields: ['timestamp', 'sc-status'],
        samplingPercent,
      });
    });

  it('goes into the stream with the role that may write there', () => {
    const [config] = log(100)('aws_cloudfront_realtime_log_config');

    expect(config?.endpoint).to.deep.equal({
      stream_type: 'Kinesis',
      kinesis_stream_config: {
        role_arn: 'arn:aws:iam::111111111111:role/r',
        stream_arn: 'arn:aws:kinesis:eu-west-1:111111111111:stream/s',
      },
    });
  });

  it('refuses a sample that is no percentage, by name', () => {
    for (const percent of [0, 101, 12.5]) expect(() => log(percent)).to.throw(String(percent));
  });
});
