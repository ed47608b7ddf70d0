import { type TerraformStack, Testing } from 'cdktf';
import { expect } from 'chai';
import { z } from 'zod';
import { SiteBucketAccess } from '../site-bucket-access.ts';

const distributionArn = 'arn:aws:cloudfront::111111111111:distribution/E1';
const bucketArn = 'arn:aws:s3:::evermart-dev-eu-west-1-static';

const Statement = z.looseObject({
  Effect: z.enum(['Allow', 'Deny']),
  Action: z.array(z.string()),
  Resource: z.array(z.string()),
  Condition: z.unknown(),
});

function statements() {
  const json = Testing.synthScope(
    (scope) =>
      void new SiteBucketAccess(scope as TerraformStack, 'static', {
        bucketName: 'evermart-dev-eu-west-1-static',
        bucketArn,
        distributionArn,
      }),
  );
  const Json = z.object({
    resource: z.object({ aws_s3_bucket_policy: z.record(z.string(), z.object({ policy: z.string() })) }),
  });
  const [{ policy } = { policy: '' }] = Object.values(Json.parse(JSON.parse(json)).resource.aws_s3_bucket_policy);
  return z.object({ Statement: z.array(Statement) }).parse(JSON.parse(policy)).Statement;
}

describe('a bucket of the site', () => {
  it('is read by its distribution only, and written by nobody through its policy', () => {
    const allowed = statements().filter(({ Effect }) => Effect === 'Allow');

    expect(allowed.flatMap(({ Action }) => Action)).to.have.members(['s3:GetObject', 's3:ListBucket']);
    for (const { Condition } of allowed) {
      expect(Condition).to.deep.equal({ StringEquals: { 'aws:SourceArn': distributionArn } });
    }
  });

  it('refuses whatever comes without TLS', () => {
    const [denied] = statements().filter(({ Effect }) => Effect === 'Deny');

    expect(denied).to.deep.include({ Action: ['s3:*'], Resource: [bucketArn, `${bucketArn}/*`] });
    expect(denied?.Condition).to.deep.equal({ Bool: { 'aws:SecureTransport': 'false' } });
  });
});
