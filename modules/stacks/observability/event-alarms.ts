import type { EventAlarmSpec } from '../../alarm/event-alarm.ts';
import type { Names } from '../../naming.ts';

const failed = ['FAILED', 'EXPIRED', 'ABORTED'];
const failedRuns = ['FAILED', 'TIMED_OUT', 'ABORTED'];

export const certificateExpiring: EventAlarmSpec = {
  name: 'certificate-expiring',
  symptom: 'A certificate ends within 45 days, and ACM could not renew it by itself.',
  pattern: {
    source: ['aws.acm'],
    'detail-type': [
      'ACM Certificate Approaching Expiration',
      'ACM Certificate Renewal Action Required',
      'ACM Certificate Expired',
    ],
  },
};

/** What AWS tells once, and no metric shows. Source: each service's guide, "Monitoring events with Amazon EventBridge". */
export const eventAlarms = (names: Names): readonly EventAlarmSpec[] => [
  {
    name: 'backup-failed',
    symptom: 'A backup, or its copy into the other region, was not made.',
    pattern: {
      source: ['aws.backup'],
      'detail-type': ['Backup Job State Change', 'Copy Job State Change'],
      detail: { state: failed },
    },
  },
  certificateExpiring,
  {
    name: 'order-facts-failed',
    symptom: 'The nightly job that makes the facts of orders did not succeed: reports show yesterday.',
    pattern: {
      source: ['aws.glue'],
      'detail-type': ['Glue Job State Change'],
      detail: { jobName: [names.of('job', 'order-facts')], state: ['FAILED', 'TIMEOUT', 'ERROR'] },
    },
  },
  {
    name: 'redis-export-failed',
    symptom: 'The nightly snapshot of Redis did not reach the backups bucket, and so not the other region.',
    pattern: {
      source: ['aws.states'],
      'detail-type': ['Step Functions Execution Status Change'],
      detail: { stateMachineArn: [{ suffix: `:stateMachine:${names.redisExport()}` }], status: failedRuns },
    },
  },
  {
    name: 'aws-health',
    symptom: 'AWS tells of trouble with, or a change to, something that this account uses.',
    pattern: {
      source: ['aws.health'],
      'detail-type': ['AWS Health Event'],
      detail: { eventTypeCategory: ['issue', 'scheduledChange'] },
    },
  },
];
