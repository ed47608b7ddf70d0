import { Testing } from 'cdktf';
import { expect } from 'chai';
import { z } from 'zod';
import { StateBucket } from '../state-bucket.ts';

const Json = z.object({ resource: z.record(z.string(), z.record(z.string(), z.looseObject({}))) });
const Policy = z.object({ Statement: z.array(z.looseObject({ Sid: z.string() })) });

const arn = 'arn:aws:s3:::evermart-dev-111111111111-eu-west-1-tfstate';
const { resource } = Json.parse(
  JSON.parse(
    Testing.synthScope((scope) => {
      new StateBucket(scope, 'states', {
        name: 'evermart-dev-111111111111-eu-west-1-tfstate',
        arn,
        keyAlias: 'alias/evermart-dev-state',
        accountRoot: 'arn:aws:iam::111111111111:root',
      });
    }),
  ),
);
const only = (type: string) => Object.values(resource[type] ?? {})[0];
const statement = (sid: string) =>
  Policy.parse(JSON.parse(z.string().parse(only('aws_s3_bucket_policy')?.policy))).Statement.find(
    ({ Sid }) => Sid === sid,
  );

describe('the bucket of states', () => {
  it('is not destroyed by Terraform, nor is its key', () => {
    expect(only('aws_s3_bucket')?.lifecycle).to.deep.equal({ prevent_destroy: true });
    expect(only('aws_kms_key')?.lifecycle).to.deep.equal({ prevent_destroy: true });
  });

  it('keeps a state that was overwritten for a year', () => {
    expect(only('aws_s3_bucket_lifecycle_configuration')).to.have.nested.property(
      'rule[0].noncurrent_version_expiration[0].noncurrent_days',
      365,
    );
  });

  it('refuses what comes without TLS, and what asks for another encryption than by a key', () => {
    expect(statement('TlsOnly')).to.include({ Effect: 'Deny' });
    expect(statement('EncryptedByAKey')).to.deep.include({
      Effect: 'Deny',
      Principal: '*',
      Resource: [`${arn}/*`],
      Condition: {
        StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' },
        Null: { 's3:x-amz-server-side-encryption': 'false' },
      },
    });
  });
});
