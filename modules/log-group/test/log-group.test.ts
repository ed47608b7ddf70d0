import { App, TerraformStack, Testing } from 'cdktf';
import { expect } from 'chai';
import { z } from 'zod';
import { suppressionsIn } from '../../suppress.ts';
import { LogGroup } from '../log-group.ts';

const props = { name: '/evermart-dev/tests', retentionDays: 7, keyArn: 'arn:aws:kms:eu-west-1:111111111111:key/1' };

const Json = z.object({ resource: z.object({ aws_cloudwatch_log_group: z.record(z.string(), z.looseObject({})) }) });

describe('a log group', () => {
  it('is encrypted with the key that it is given, and forgets after the days that it is given', () => {
    const json = Testing.synthScope((scope) => void new LogGroup(scope, 'logs', props));

    const { resource } = Json.parse(JSON.parse(json));
    expect(Object.values(resource.aws_cloudwatch_log_group)[0]).to.include({
      kms_key_id: props.keyArn,
      retention_in_days: 7,
    });
  });

  it('says why, where it keeps logs for less than a year', () => {
    const stack = new TerraformStack(new App(), 'stack');
    new LogGroup(stack, 'short', props);
    new LogGroup(stack, 'long', { ...props, retentionDays: 365 });

    const [suppression, ...others] = suppressionsIn(stack);
    expect(suppression).to.include({ check: 'CKV_AWS_338' });
    expect(suppression?.address).to.match(/^aws_cloudwatch_log_group\.short/);
    expect(others).to.deep.equal([]);
  });
});
