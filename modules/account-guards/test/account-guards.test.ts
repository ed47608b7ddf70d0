import { Testing } from 'cdktf';
import { expect } from 'chai';
import type { Construct } from 'constructs';
import { z } from 'zod';
import { ServiceLinkedRoles } from '../../service-linked-roles/service-linked-roles.ts';
import { AccountGuards } from '../account-guards.ts';
import { RegionalGuards } from '../regional-guards.ts';

const Json = z.object({ resource: z.record(z.string(), z.record(z.string(), z.looseObject({}))) });

function synthesized(build: (scope: Construct) => void) {
  const { resource } = Json.parse(JSON.parse(Testing.synthScope((scope) => build(scope))));
  return (type: string) => Object.values(resource[type] ?? {});
}

describe('the guards of an account', () => {
  it('let no bucket be public, by any of the four ways', () => {
    const resources = synthesized((scope) => new AccountGuards(scope, 'guards'));

    expect(resources('aws_s3_account_public_access_block')[0]).to.include({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  it('encrypt volumes, keep snapshots private, and let no pod take its node’s credentials', () => {
    const resources = synthesized((scope) => new RegionalGuards(scope, 'guards', { analyzerName: 'external' }));

    expect(resources('aws_ebs_encryption_by_default')[0]).to.include({ enabled: true });
    expect(resources('aws_ebs_snapshot_block_public_access')[0]).to.include({ state: 'block-all-sharing' });
    expect(resources('aws_ec2_instance_metadata_defaults')[0]).to.include({
      http_tokens: 'required',
      http_put_response_hop_limit: 1,
    });
    expect(resources('aws_accessanalyzer_analyzer')[0]).to.include({ analyzer_name: 'external', type: 'ACCOUNT' });
  });
});

describe('service-linked roles', () => {
  it('are made where something needs them before their service would, and are not destroyed', () => {
    const roles = synthesized((scope) => new ServiceLinkedRoles(scope, 'roles'))('aws_iam_service_linked_role');

    expect(roles.map(({ aws_service_name }) => aws_service_name)).to.include.members([
      'opensearchservice.amazonaws.com',
      'autoscaling.amazonaws.com',
    ]);
    for (const role of roles) expect(role.lifecycle).to.deep.include({ prevent_destroy: true });
  });
});
