import { expect } from 'chai';
import { z } from 'zod';
import { resourcesOf } from '../../test/resources-of.ts';
import { redisSnapshotsMayArrive, redisSnapshotsMayBeEncrypted } from '../export-statements.ts';
import { exportSteps } from '../export-steps.ts';
import { SnapshotExport } from '../snapshot-export.ts';

const account = '111111111111';
const keyArn = `arn:aws:kms:eu-west-1:${account}:key/mrk-1`;
const bucketArn = 'arn:aws:s3:::evermart-dev-eu-west-1-backups';

const resources = resourcesOf(
  (stack) =>
    new SnapshotExport(stack, 'export', {
      name: 'evermart-dev-redis-export',
      region: 'eu-west-1',
      account,
      replicationGroupId: 'evermart-dev-redis',
      elastiCacheArn: (resource) => `arn:aws:elasticache:eu-west-1:${account}:${resource}`,
      bucketName: 'evermart-dev-eu-west-1-backups',
      bucketArn,
      keyArn,
      logGroupArn: 'arn:aws:logs:group',
      roleName: 'evermart-dev-eu-west-1-redis-export',
      scheduleRoleName: 'evermart-dev-eu-west-1-redis-export-schedule',
      permissionsBoundary: `arn:aws:iam::${account}:policy/boundary`,
    }),
);

const State = z.looseObject({
  Next: z.string().optional(),
  Default: z.string().optional(),
  End: z.boolean().optional(),
  Type: z.string(),
  Resource: z.string().optional(),
  Choices: z.array(z.looseObject({ Next: z.string(), StringEquals: z.string() })).optional(),
});
const Machine = z.object({ StartAt: z.string(), States: z.record(z.string(), State) });
const machine = Machine.parse(
  JSON.parse(exportSteps({ replicationGroupId: 'evermart-dev-redis', bucketName: 'evermart-dev-eu-west-1-backups' })),
);

/** Runs the machine on the statuses that ElastiCache answers with, and lists what was called. */
function run(statuses: readonly string[]): readonly string[] {
  const left = [...statuses];
  const calls: string[] = [];
  let name: string | undefined = machine.StartAt;
  let status = '';
  while (name !== undefined) {
    const state: z.infer<typeof State> | undefined = machine.States[name];
    if (state === undefined) throw new Error(`no state "${name}"`);
    if (state.Type === 'Fail') return [...calls, 'failed'];
    const action = state.Resource?.split(':').at(-1);
    if (action === 'describeSnapshots') status = left.shift() ?? 'failed';
    else if (action !== undefined) calls.push(action);
    name = state.Choices?.find(({ StringEquals }) => StringEquals === status)?.Next ?? state.Default ?? state.Next;
  }
  return calls;
}

describe('the export of Redis snapshots', () => {
  it('takes a snapshot, exports it when it is there, and deletes it when it has arrived', () => {
    expect(run(['creating', 'creating', 'available', 'exporting', 'available'])).to.deep.equal([
      'createSnapshot',
      'copySnapshot',
      'deleteSnapshot',
    ]);
  });

  it('fails, and deletes nothing, when there is no snapshot', () => {
    expect(run(['creating', 'failed'])).to.deep.equal(['createSnapshot', 'failed']);
  });

  it('gives each run a snapshot of its own, and ends by itself', () => {
    const steps = exportSteps({ replicationGroupId: 'evermart-dev-redis', bucketName: 'backups' });

    expect(steps).to.include("States.Format('evermart-dev-redis-{}', $$.Execution.Name)");
    expect(JSON.parse(steps))
      .to.have.property('TimeoutSeconds')
      .that.is.at.most(6 * 3600);
  });

  it('runs every night', () => {
    const schedule = resources.only('aws_scheduler_schedule');

    expect(schedule).to.include({ schedule_expression: 'cron(30 3 * * ? *)', kms_key_arn: keyArn });
  });

  it('may touch snapshots with its own names, and no other bucket', () => {
    const [policy] = resources.of('aws_iam_role_policy');

    const { Statement } = z
      .object({ Statement: z.array(z.object({ Sid: z.string(), Resource: z.array(z.string()) })) })
      .parse(JSON.parse(z.string().parse(policy?.policy)));

    const everywhere = Statement.filter(({ Resource }) => Resource.includes('*')).map(({ Sid }) => Sid);
    expect(everywhere).to.deep.equal(['FindTheBucket', 'DeliverLogs']);
    for (const resource of Statement.flatMap(({ Resource }) => Resource)) {
      if (resource.includes('elasticache')) expect(resource).to.include('evermart-dev-redis');
      if (resource.includes(':s3:::')) expect(resource).to.include(bucketArn);
    }
  });

  it('is let into the bucket, and uses its key for that bucket only', () => {
    const service = { Service: ['eu-west-1.elasticache-snapshot.amazonaws.com'] };

    expect(redisSnapshotsMayArrive('eu-west-1', bucketArn)).to.deep.include({
      principals: service,
      resources: [bucketArn, `${bucketArn}/*`],
    });
    expect(redisSnapshotsMayBeEncrypted('eu-west-1', bucketArn)).to.deep.include({
      principals: service,
      conditions: { ArnLike: { 'kms:EncryptionContext:aws:s3:arn': [bucketArn, `${bucketArn}/*`] } },
    });
  });
});
