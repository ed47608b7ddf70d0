import { App, Testing } from 'cdktf';
import { expect } from 'chai';
import { z } from 'zod';
import type { Environment } from '../../environments/environment.ts';
import { environments } from '../../environments.ts';
import { BootstrapStack } from '../bootstrap.ts';
import type { StackRole } from '../evermart-stack.ts';

const named = (name: string) => environments.find((environment) => environment.name === name)!;
const Json = z.object({ resource: z.record(z.string(), z.record(z.string(), z.looseObject({}))) });

function synthesized(environment: Environment, region: string, role: StackRole) {
  const { resource } = Json.parse(
    JSON.parse(Testing.synth(new BootstrapStack(new App(), { environment, region, role }))),
  );
  return (type: string) => Object.values(resource[type] ?? {});
}

const withToggles = (environment: Environment, toggles: Partial<Environment['toggles']>): Environment => ({
  ...environment,
  toggles: { ...environment.toggles, ...toggles },
});

describe('the bootstrap stack', () => {
  const production = named('production');

  it("makes each region a bucket for its states: versioned, private, encrypted under a key of the region's own", () => {
    for (const [region, role] of [
      ['eu-west-1', 'primary'],
      ['eu-central-1', 'standby'],
      ['eu-west-3', 'global'],
    ] as const) {
      const resources = synthesized(production, region, role);

      expect(resources('aws_s3_bucket')[0]).to.include({
        bucket: `evermart-production-333333333333-${region}-tfstate`,
      });
      expect(resources('aws_s3_bucket_versioning')[0]).to.deep.include({
        versioning_configuration: { status: 'Enabled' },
      });
      expect(resources('aws_s3_bucket_public_access_block')[0]).to.include({
        block_public_policy: true,
        restrict_public_buckets: true,
      });
      expect(JSON.stringify(resources('aws_s3_bucket_server_side_encryption_configuration'))).to.include(
        'aws_kms_key.state-bucket_key',
      );
      expect(resources('aws_kms_alias')[0]).to.include({ name: 'alias/evermart-production-state' });
      expect(resources('aws_s3_bucket_policy')[0]?.policy).to.include('TlsOnly').and.to.include('EncryptedByAKey');
    }
  });

  it('locks by a file beside the state, with no table', () => {
    expect(synthesized(production, 'eu-west-1', 'primary')('aws_dynamodb_table')).to.deep.equal([]);
  });

  it('makes what IAM holds once an environment: in the witness region, or in the only one', () => {
    expect(synthesized(production, 'eu-west-3', 'global')('aws_iam_role')).to.have.length(3);
    expect(synthesized(production, 'eu-west-1', 'primary')('aws_iam_role')).to.deep.equal([]);
    expect(synthesized(named('dev'), 'eu-west-1', 'primary')('aws_iam_role')).to.have.length(3);
  });

  it('lets pull requests plan, and only the approved GitHub environment deploy', () => {
    const roles = synthesized(production, 'eu-west-3', 'global')('aws_iam_role');
    const trustOf = (name: string) =>
      roles.find((role) => role.name === `evermart-production-${name}`)?.assume_role_policy;

    expect(trustOf('plan')).to.include('repo:evermart/evermart:pull_request');
    expect(trustOf('drift'))
      .to.include('repo:evermart/evermart:ref:refs/heads/main')
      .and.to.not.include('pull_request');
    expect(trustOf('deploy')).to.include('repo:evermart/evermart:environment:production').and.to.not.include('main');
  });

  it('attaches to the planning role nothing but looking', () => {
    const attachments = synthesized(production, 'eu-west-3', 'global')('aws_iam_role_policy_attachment');
    const ofPlan = attachments.filter(({ role }) => String(role).includes('access_plan'));

    expect(ofPlan).to.have.length(1);
    expect(ofPlan[0]?.policy_arn).to.include('read-policy');
  });

  it('leaves to the owner of the account what is switched off', () => {
    const shared = withToggles(named('dev'), {
      accountGuards: false,
      serviceLinkedRoles: false,
      githubIdentityProvider: false,
    });
    const resources = synthesized(shared, 'eu-west-1', 'primary');

    for (const type of [
      'aws_s3_account_public_access_block',
      'aws_ebs_encryption_by_default',
      'aws_accessanalyzer_analyzer',
      'aws_iam_service_linked_role',
      'aws_iam_openid_connect_provider',
    ]) {
      expect(resources(type), type).to.deep.equal([]);
    }
    expect(String(resources('aws_iam_role')[0]?.assume_role_policy)).to.include(
      'oidc-provider/token.actions.githubusercontent.com',
    );
  });

  it('guards a whole account where it is the owner', () => {
    const resources = synthesized(named('dev'), 'eu-west-1', 'primary');

    expect(resources('aws_s3_account_public_access_block')[0]).to.include({
      block_public_acls: true,
      block_public_policy: true,
    });
    expect(resources('aws_ebs_encryption_by_default')[0]).to.include({ enabled: true });
    expect(resources('aws_ec2_instance_metadata_defaults')[0]).to.include({ http_tokens: 'required' });
  });
});
