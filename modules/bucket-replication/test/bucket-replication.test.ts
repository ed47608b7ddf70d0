import { expect } from 'chai';
import { z } from 'zod';
import { statementsIn } from '../../test/policy-statements.ts';
import { resourcesOf } from '../../test/resources-of.ts';
import { BucketReplication, type ReplicationEnd } from '../bucket-replication.ts';

const end = (region: string, keyArn?: string): ReplicationEnd => ({
  region,
  bucket: `evermart-dev-${region}-lake`,
  bucketArn: `arn:aws:s3:::evermart-dev-${region}-lake`,
  ...(keyArn === undefined ? {} : { keyArn }),
});

function made(from: ReplicationEnd, to: ReplicationEnd) {
  const resources = resourcesOf(
    (stack) => new BucketReplication(stack, 'replication', { from, to, roleName: 'replicate-lake' }),
  );
  const configuration = resources.only('aws_s3_bucket_replication_configuration');
  const [rule] = z.array(z.record(z.string(), z.unknown())).parse(configuration.rule);
  return { configuration, rule, statements: statementsIn(resources.only('aws_iam_role_policy').policy) };
}

const encrypted = () => made(end('eu-west-1', 'key-here'), end('eu-central-1', 'key-there'));
const enabled = { status: 'Enabled' };

describe('the replication of a bucket', () => {
  it('copies everything, deletions included, within 15 minutes, and measures it', () => {
    const { configuration, rule } = encrypted();

    expect(configuration.bucket).to.equal('evermart-dev-eu-west-1-lake');
    expect(rule).to.deep.include({ status: 'Enabled', filter: { prefix: '' }, delete_marker_replication: enabled });
    expect(rule?.destination).to.deep.include({
      bucket: 'arn:aws:s3:::evermart-dev-eu-central-1-lake',
      replication_time: { ...enabled, time: { minutes: 15 } },
      metrics: { ...enabled, event_threshold: { minutes: 15 } },
    });
  });

  it('copies objects under KMS keys, and encrypts them with the key of the other region', () => {
    const { rule } = encrypted();

    expect(rule?.source_selection_criteria).to.deep.equal({
      replica_modifications: enabled,
      sse_kms_encrypted_objects: enabled,
    });
    expect(rule?.destination).to.deep.include({ encryption_configuration: { replica_kms_key_id: 'key-there' } });
  });

  it('sends changes of copies back where no keys are involved, too', () => {
    const { rule } = made(end('eu-west-1'), end('eu-central-1'));

    expect(rule?.source_selection_criteria).to.deep.equal({ replica_modifications: enabled });
    expect(rule?.destination).to.not.have.property('encryption_configuration');
  });

  it('reads one bucket and writes the other, and uses their keys for nothing else', () => {
    const { statements } = encrypted();

    const may = Object.fromEntries(statements.map(({ Sid, Action, Resource }) => [Sid, { Action, Resource }]));

    expect(statements.map(({ Effect }) => Effect)).to.not.include('Deny');
    expect(may.WriteCopies?.Resource).to.deep.equal(['arn:aws:s3:::evermart-dev-eu-central-1-lake/*']);
    expect(may.ReadVersions?.Resource).to.deep.equal(['arn:aws:s3:::evermart-dev-eu-west-1-lake/*']);
    expect(may.Decrypt).to.deep.equal({ Action: ['kms:Decrypt'], Resource: ['key-here'] });
    expect(may.Encrypt).to.deep.equal({ Action: ['kms:Encrypt', 'kms:GenerateDataKey'], Resource: ['key-there'] });
    for (const { Sid, Condition } of statements.filter(({ Sid }) => Sid.endsWith('crypt'))) {
      const region = Sid === 'Decrypt' ? 'eu-west-1' : 'eu-central-1';
      expect(JSON.stringify(Condition)).to.include(`s3.${region}.amazonaws.com`).and.include(`${region}-lake/*`);
    }
  });

  it('refuses a copy in the same region', () => {
    expect(() => made(end('eu-west-1'), end('eu-west-1'))).to.throw('a copy in the same region eu-west-1');
  });

  it('refuses a key at one end only: the way back could not be encrypted', () => {
    expect(() => made(end('eu-west-1', 'key'), end('eu-central-1'))).to.throw('both have a KMS key, or neither has');
  });
});
