import { App, Testing } from 'cdktf';
import { expect } from 'chai';
import { z } from 'zod';
import { environments } from '../../environments.ts';
import { suppressionsIn } from '../../suppress.ts';
import { EvermartStack, type EvermartStackProps } from '../evermart-stack.ts';

const environment = environments.find(({ name }) => name === 'production')!;
const primary: EvermartStackProps = { environment, region: 'eu-west-1', role: 'primary' };

const Json = z.looseObject({
  provider: z.object({ aws: z.array(z.looseObject({ region: z.string() })) }),
  resource: z.record(z.string(), z.record(z.string(), z.looseObject({}))).default({}),
  data: z.record(z.string(), z.record(z.string(), z.looseObject({}))).default({}),
});

function stackOf(props: EvermartStackProps = primary) {
  const stack = new EvermartStack(new App(), 'network', props);
  return { stack, json: () => Json.parse(JSON.parse(Testing.synth(stack))) };
}

describe('a stack', () => {
  it('tags everything with project, environment, stack, role of the region, and who manages it', () => {
    const { json } = stackOf({ ...primary, environment: { ...environment, costCentre: 'shop' } });

    expect(json().provider.aws[0]?.default_tags).to.deep.equal([
      {
        tags: {
          project: 'evermart',
          environment: 'production',
          stack: 'network',
          'region-role': 'primary',
          'managed-by': 'terraform',
          'cost-centre': 'shop',
        },
      },
    ]);
  });

  it('has one provider a region, however often it is asked for', () => {
    const { stack, json } = stackOf();

    expect(stack.providerIn('us-east-1')).to.equal(stack.providerIn('us-east-1'));
    expect(stack.providerIn('eu-west-1').alias).to.equal(undefined);

    expect(json().provider.aws.map(({ region }) => region)).to.deep.equal(['eu-west-1', 'us-east-1']);
  });

  it('publishes a parameter at home, or in a region that is named, and reads at home', () => {
    const { stack, json } = stackOf();

    stack.publishParameter(stack.paths.vpcId(), 'vpc-1');
    stack.publishParameter(stack.paths.vpcId(), 'vpc-1', 'eu-central-1');
    stack.publishParameter('/evermart-production/tests/read', stack.readParameter(stack.paths.subnetIds('data')));
    stack.publishParameter('/evermart-production/tests/again', stack.readParameter(stack.paths.subnetIds('data')));

    const { resource, data } = json();
    const parameters = Object.values(resource.aws_ssm_parameter ?? {});
    expect(parameters.map(({ provider }) => provider)).to.have.members([
      undefined,
      'aws.eu-central-1',
      undefined,
      undefined,
    ]);
    expect(Object.keys(data.aws_ssm_parameter ?? {})).to.deep.equal(['read-network-data-subnet-ids']);
    expect(resource).to.have.nested.property(
      'aws_ssm_parameter.parameter-tests-read.value',
      `\${data.aws_ssm_parameter.read-network-data-subnet-ids.insecure_value}`,
    );
    expect(suppressionsIn(stack).map(({ check }) => check)).to.include('CKV2_AWS_34');
  });

  it('knows the settings of its region and the other region of the pair', () => {
    expect(stackOf().stack.settings).to.equal(environment.primary);
    expect(stackOf().stack.otherRegion).to.equal('eu-central-1');
    expect(stackOf({ environment, region: 'eu-central-1', role: 'standby' }).stack.otherRegion).to.equal('eu-west-1');
  });

  it('has no settings in the witness region', () => {
    const { stack } = stackOf({ environment, region: 'eu-west-3', role: 'global' });

    expect(() => stack.settings).to.throw('eu-west-3 is not a serving region of production');
    expect(stack.otherRegion).to.equal(undefined);
  });

  it('writes ARNs of what has a name of its own, here and in another region', () => {
    const { stack, json } = stackOf();

    stack.publishParameter('/evermart-production/tests/here', stack.arns.queue('order-events'));
    stack.publishParameter('/evermart-production/tests/there', stack.arnsIn('eu-central-1').bucket('media'));

    const values = json().resource.aws_ssm_parameter;
    const [here, there] = ['here', 'there'].map((name) => values?.[`parameter-tests-${name}`]?.value);
    expect(here).to.match(/^arn:\$\{.*partition\}:sqs:eu-west-1:\$\{.*account_id\}:evermart-production-order-events$/);
    expect(there).to.match(/^arn:\$\{.*\}:s3:::evermart-production-eu-central-1-media$/);
  });
});
