export interface ExportSteps {
  readonly replicationGroupId: string;
  /** Where the file goes: `<replication group>-<execution>-0001.rdb`. */
  readonly bucketName: string;
}

const secondsBetweenLooks = 60;
const longestSeconds = 3 * 3600;

/** ElastiCache refuses a call while it is busy with the same group or snapshot. */
const retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 30, MaxAttempts: 5, BackoffRate: 2 }];

/** A name of its own for each run, which ends up in the file's name. */
const snapshotOf = (group: string) => `States.Format('${group}-{}', $$.Execution.Name)`;

/**
 * Takes a snapshot, copies it into the bucket, deletes it. In the Amazon States Language. Both long steps are watched by the
 * snapshot's status: `creating`, then `available`, then `exporting`, then `available` again.
 * Source: ElastiCache API Reference, CopySnapshot and Snapshot.
 */
export function exportSteps({ replicationGroupId, bucketName }: ExportSteps): string {
  const snapshot = snapshotOf(replicationGroupId);
  const call = (action: string, parameters: Readonly<Record<string, string>>, next: object) => ({
    Type: 'Task',
    Resource: `arn:aws:states:::aws-sdk:elasticache:${action}`,
    Parameters: parameters,
    Retry: retry,
    ResultPath: null,
    ...next,
  });
  const watch = (name: string, next: string) => ({
    [`Wait for ${name}`]: { Type: 'Wait', Seconds: secondsBetweenLooks, Next: `Look at ${name}` },
    [`Look at ${name}`]: {
      ...call('describeSnapshots', { 'SnapshotName.$': snapshot }, { Next: `Is ${name} done?` }),
      ResultSelector: { 'status.$': '$.Snapshots[0].SnapshotStatus' },
      ResultPath: '$',
    },
    [`Is ${name} done?`]: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.status', StringEquals: 'available', Next: next },
        { Variable: '$.status', StringEquals: 'failed', Next: 'No snapshot' },
      ],
      Default: `Wait for ${name}`,
    },
  });
  return JSON.stringify({
    StartAt: 'Take',
    TimeoutSeconds: longestSeconds,
    States: {
      Take: call(
        'createSnapshot',
        { ReplicationGroupId: replicationGroupId, 'SnapshotName.$': snapshot },
        { Next: 'Wait for the snapshot' },
      ),
      ...watch('the snapshot', 'Export'),
      Export: call(
        'copySnapshot',
        { 'SourceSnapshotName.$': snapshot, 'TargetSnapshotName.$': snapshot, TargetBucket: bucketName },
        { Next: 'Wait for the export' },
      ),
      ...watch('the export', 'Delete'),
      Delete: call('deleteSnapshot', { 'SnapshotName.$': snapshot }, { End: true }),
      'No snapshot': { Type: 'Fail', Error: 'SnapshotFailed' },
    },
  });
}
