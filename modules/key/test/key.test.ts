import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { type TerraformStack, Testing } from 'cdktf';
import { expect } from 'chai';
import { z } from 'zod';
import { Key, type KeyProps, ReplicaKey } from '../key.ts';
import { cloudFrontMayRead, logsMayEncrypt, serviceMayWrite } from '../key-statements.ts';

const accountRoot = 'arn:aws:iam::111111111111:root';
const props: KeyProps = { description: 'Tests', alias: 'alias/evermart-dev-tests', accountRoot };

const Synthesized = z.object({ resource: z.record(z.string(), z.record(z.string(), z.looseObject({}))) });
const Policy = z.object({ Statement: z.array(z.looseObject({ Sid: z.string() })) });

function resourcesOf(build: (stack: TerraformStack) => void) {
  const json = Testing.synthScope((scope) => build(scope as TerraformStack));
  const { resource } = Synthesized.parse(JSON.parse(json));
  return (type: string) => Object.values(resource[type] ?? {});
}

const statementsOf = (key: Record<string, unknown> | undefined) =>
  Policy.parse(JSON.parse(z.string().parse(key?.policy))).Statement;

describe('a key', () => {
  it('rotates, has an alias, and is not destroyed by Terraform', () => {
    const resources = resourcesOf((stack) => new Key(stack, 'key', props));

    const [key] = resources('aws_kms_key');

    expect(key).to.include({ enable_key_rotation: true, deletion_window_in_days: 30, multi_region: false });
    expect(key?.lifecycle).to.deep.equal({ prevent_destroy: true });
    expect(resources('aws_kms_alias')[0]).to.include({ name: 'alias/evermart-dev-tests' });
  });

  it('lets nobody in but the account and the services that are named', () => {
    const statements = [logsMayEncrypt('eu-west-1', 'arn:*'), serviceMayWrite('sns.amazonaws.com', '111111111111')];
    const resources = resourcesOf((stack) => new Key(stack, 'key', { ...props, statements }));

    const sids = statementsOf(resources('aws_kms_key')[0]).map(({ Sid }) => Sid);

    expect(sids).to.deep.equal(['TheAccountDecides', 'LogsMayEncrypt', 'SnsMayWrite']);
  });

  it('lets services act for this account only', () => {
    const statements = [
      serviceMayWrite('sns.amazonaws.com', '111111111111'),
      cloudFrontMayRead('aws', '111111111111'),
      logsMayEncrypt('eu-west-1', 'arn:aws:logs:eu-west-1:111111111111:log-group:/evermart-dev/*'),
    ];

    for (const { conditions } of statements) expect(JSON.stringify(conditions)).to.include('111111111111');
  });

  it('has a replica in another region, with the same alias and protection', () => {
    const resources = resourcesOf((stack) => {
      const provider = new AwsProvider(stack, 'standby', { region: 'eu-central-1', alias: 'eu-central-1' });
      const key = new Key(stack, 'key', { ...props, multiRegion: true });
      new ReplicaKey(stack, 'replica', { ...props, primaryKeyArn: key.arn, provider });
    });

    const [replica] = resources('aws_kms_replica_key');

    expect(replica).to.include({ provider: 'aws.eu-central-1' });
    expect(replica?.lifecycle).to.deep.equal({ prevent_destroy: true });
    expect(resources('aws_kms_alias').map(({ provider }) => provider)).to.have.members([undefined, 'aws.eu-central-1']);
  });

  it('refuses an alias that AWS keeps for itself', () => {
    expect(() => resourcesOf((stack) => new Key(stack, 'key', { ...props, alias: 'alias/aws/rds' }))).to.throw(
      'alias/aws/ is taken',
    );
  });
});
