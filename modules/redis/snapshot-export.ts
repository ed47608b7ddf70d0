import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { SchedulerSchedule } from '@cdktf/provider-aws/lib/scheduler-schedule/index.js';
import { SfnStateMachine } from '@cdktf/provider-aws/lib/sfn-state-machine/index.js';
import { Construct } from 'constructs';
import { policyDocument, trustOfService } from '../policy-document/policy-document.ts';
import { suppress } from '../suppress.ts';
import { type ExportScope, exportStatements } from './export-statements.ts';
import { exportSteps } from './export-steps.ts';

export interface SnapshotExportProps extends ExportScope {
  readonly name: string;
  /** In the same region. It lets ElastiCache write (`redisSnapshotsMayArrive`). */
  readonly bucketName: string;
  readonly logGroupArn: string;
  readonly roleName: string;
  readonly scheduleRoleName: string;
  readonly permissionsBoundary: string;
  readonly account: string;
}

/** After the daily snapshot, before the shop's day begins. */
const nightly = 'cron(30 3 * * ? *)';

/**
 * Brings a snapshot of Redis into a bucket every night; the bucket's replication brings it into the other region. The
 * snapshots that ElastiCache takes by itself stay in their region, and no other service copies them.
 */
export class SnapshotExport extends Construct {
  constructor(scope: Construct, id: string, props: SnapshotExportProps) {
    super(scope, id);
    const { name, permissionsBoundary, account, logGroupArn, keyArn } = props;
    const role = new IamRole(this, 'role', {
      name: props.roleName,
      description: 'Exports snapshots of Redis',
      permissionsBoundary,
      assumeRolePolicy: trustOfService('states.amazonaws.com', account),
    });
    const permission = new IamRolePolicy(this, 'policy', {
      name: 'export-snapshots',
      role: role.name,
      policy: policyDocument(exportStatements(props)),
    });
    const machine = new SfnStateMachine(this, 'steps', {
      name,
      roleArn: role.arn,
      definition: exportSteps(props),
      loggingConfiguration: { level: 'ERROR', includeExecutionData: true, logDestination: `${logGroupArn}:*` },
      encryptionConfiguration: {
        type: 'CUSTOMER_MANAGED_KMS_KEY',
        kmsKeyId: keyArn,
        kmsDataKeyReusePeriodSeconds: 900,
      },
      dependsOn: [permission],
    });
    suppress(machine, 'CKV_AWS_284', 'One run a night that makes a few calls has nothing to trace.');
    this.#everyNight(props, machine);
  }

  #everyNight(
    { name, scheduleRoleName, permissionsBoundary, account, keyArn }: SnapshotExportProps,
    machine: SfnStateMachine,
  ) {
    const role = new IamRole(this, 'schedule-role', {
      name: scheduleRoleName,
      description: 'Starts the export of snapshots of Redis',
      permissionsBoundary,
      assumeRolePolicy: trustOfService('scheduler.amazonaws.com', account),
    });
    new IamRolePolicy(this, 'schedule-policy', {
      name: 'start-exports',
      role: role.name,
      policy: policyDocument([
        { sid: 'StartExports', actions: ['states:StartExecution'], resources: [machine.arn] },
        { sid: 'UseTheKey', actions: ['kms:Decrypt'], resources: [keyArn] },
      ]),
    });
    new SchedulerSchedule(this, 'schedule', {
      name,
      description: 'Exports a snapshot of Redis every night',
      scheduleExpression: nightly,
      scheduleExpressionTimezone: 'UTC',
      flexibleTimeWindow: { mode: 'OFF' },
      kmsKeyArn: keyArn,
      target: { arn: machine.arn, roleArn: role.arn, retryPolicy: { maximumRetryAttempts: 3 } },
    });
  }
}
