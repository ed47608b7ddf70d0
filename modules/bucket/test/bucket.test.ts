import { expect } from 'chai';
import { statementsIn } from '../../test/policy-statements.ts';
import { resourcesOf } from '../../test/resources-of.ts';
import { AccessLogBucket } from '../access-log-bucket.ts';
import { Bucket, type BucketProps } from '../bucket.ts';

const props: BucketProps = {
  name: 'evermart-dev-eu-west-1-lake',
  encryption: { keyArn: 'arn:aws:kms:eu-west-1:111111111111:key/data' },
  accessLogs: { bucket: 'evermart-dev-eu-west-1-access-logs' },
  policy: [],
  keepNoncurrentDays: 30,
};

const made = (more: Partial<BucketProps> = {}) =>
  resourcesOf((stack) => new Bucket(stack, 'bucket', { ...props, ...more }));

describe('a bucket', () => {
  it('is versioned, closed to the public in all four ways, owns its objects, and is not destroyed by Terraform', () => {
    const resources = made();

    expect(resources.only('aws_s3_bucket_versioning').versioning_configuration).to.deep.equal({ status: 'Enabled' });
    expect(resources.only('aws_s3_bucket_public_access_block')).to.include({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(resources.only('aws_s3_bucket_ownership_controls').rule).to.deep.equal({
      object_ownership: 'BucketOwnerEnforced',
    });
    expect(resources.only('aws_s3_bucket').lifecycle).to.deep.equal({ prevent_destroy: true });
  });

  it('encrypts with the key that is given', () => {
    const { rule } = made().only('aws_s3_bucket_server_side_encryption_configuration');

    expect(rule).to.deep.equal([
      {
        apply_server_side_encryption_by_default: {
          sse_algorithm: 'aws:kms',
          kms_master_key_id: 'arn:aws:kms:eu-west-1:111111111111:key/data',
        },
        bucket_key_enabled: true,
      },
    ]);
  });

  it('encrypts without a key too', () => {
    const { rule } = made({ encryption: 's3-managed' }).only('aws_s3_bucket_server_side_encryption_configuration');

    expect(rule).to.deep.equal([{ apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } }]);
  });

  it('refuses connections without TLS, beside what its policy says', () => {
    const statement = { sid: 'Readers', actions: ['s3:GetObject'], resources: ['*'], principals: { AWS: ['reader'] } };

    const statements = statementsIn(made({ policy: [statement] }).only('aws_s3_bucket_policy').policy);

    expect(statements.map(({ Sid }) => Sid)).to.deep.equal(['TlsOnly', 'Readers']);
    expect(statements[0]).to.deep.include({ Effect: 'Deny', Principal: '*', Action: ['s3:*'] });
  });

  it('has no policy of its own where another stack writes it: two would overwrite each other', () => {
    expect(made({ policy: 'written-elsewhere' }).of('aws_s3_bucket_policy')).to.deep.equal([]);
  });

  it('ends old versions and broken-off uploads, and keeps objects', () => {
    const { rule } = made().only('aws_s3_bucket_lifecycle_configuration');

    expect(rule).to.deep.equal([
      {
        id: 'end-old-versions',
        status: 'Enabled',
        filter: [{ prefix: '' }],
        noncurrent_version_expiration: [{ noncurrent_days: 30 }],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
        expiration: [{ expired_object_delete_marker: true }],
      },
    ]);
  });

  it('ends objects whose keys begin with a given word, and no others', () => {
    const { rule } = made({ expireDays: { 'exports-': 35 } }).only('aws_s3_bucket_lifecycle_configuration');

    expect(rule).to.deep.include({
      id: 'end-exports-',
      status: 'Enabled',
      filter: [{ prefix: 'exports-' }],
      expiration: [{ days: 35 }],
    });
    expect(JSON.stringify(rule)).to.include('"expired_object_delete_marker":true');
  });

  it('logs who reads and writes under its own name', () => {
    expect(made().only('aws_s3_bucket_logging')).to.include({
      target_bucket: 'evermart-dev-eu-west-1-access-logs',
      target_prefix: 'evermart-dev-eu-west-1-lake/',
    });
  });

  it('locks versions so that nobody deletes them, where asked for', () => {
    const resources = made({ lockDays: 30 });

    expect(resources.only('aws_s3_bucket')).to.include({ object_lock_enabled: true });
    expect(resources.only('aws_s3_bucket_object_lock_configuration').rule).to.deep.equal({
      default_retention: { mode: 'COMPLIANCE', days: 30 },
    });
    expect(made().of('aws_s3_bucket_object_lock_configuration')).to.deep.equal([]);
  });

  it('refuses days that are none, and versions that would end before their lock', () => {
    expect(() => made({ keepNoncurrentDays: 0 })).to.throw(
      'keepNoncurrentDays ends after 0 days: whole days, at least 1',
    );
    expect(() => made({ lockDays: 31 })).to.throw('shorter than its lock of 31 days');
  });
});

describe('a bucket for access logs', () => {
  it('takes logs from S3 for this account only, and ends them by itself', () => {
    const resources = resourcesOf(
      (stack) =>
        new AccessLogBucket(stack, 'logs', { name: 'logs', arn: 'arn:logs', account: '111111111111', keepDays: 90 }),
    );

    const delivery = statementsIn(resources.only('aws_s3_bucket_policy').policy).find(
      ({ Sid }) => Sid === 'S3MayDeliver',
    );

    expect(delivery).to.deep.include({
      Principal: { Service: ['logging.s3.amazonaws.com'] },
      Action: ['s3:PutObject'],
      Resource: ['arn:logs/*'],
      Condition: { StringEquals: { 'aws:SourceAccount': '111111111111' } },
    });
    expect(JSON.stringify(resources.only('aws_s3_bucket_lifecycle_configuration').rule)).to.include('{"days":90}');
  });
});
