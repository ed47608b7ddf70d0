import { tables } from '@evermart/contracts/topology';
import { type AlarmSpec, minutes } from '../../alarm/alarm-spec.ts';
import { combined } from '../../metric/metric.ts';
import { overOperations, tableMetric, tableOperation, tableReplicationLatency } from '../../metric/resource-metrics.ts';
import type { Alarms } from './alarm-scope.ts';

/** DynamoDB: what is refused, what fails, and what reaches the other region late. */
export const tableAlarms: Alarms = ({ names, paired }) =>
  Object.values(tables).flatMap(({ name, consistency }): readonly AlarmSpec[] => [
    {
      name: 'table-throttled',
      subject: name,
      symptom: `DynamoDB refuses requests to the table ${name} because there are too many.`,
      signal: combined(
        'SUM',
        ['ReadThrottleEvents', 'WriteThrottleEvents'].map((metric) => tableMetric(names, name)(metric, 'Sum')),
      ),
      is: 'above',
      threshold: 10,
      periodSeconds: minutes(5),
      bad: { periods: 2, of: 3 },
      silence: 'fine',
    },
    {
      name: 'table-errors',
      subject: name,
      symptom: `DynamoDB answers requests to the table ${name} with errors of its own.`,
      signal: overOperations(names, name, 'SystemErrors'),
      is: 'above',
      threshold: 5,
      periodSeconds: minutes(5),
      bad: { periods: 2, of: 3 },
      silence: 'fine',
    },
    ...(paired && consistency === 'multi-region-eventual'
      ? [
          {
            name: 'table-replication-late',
            subject: name,
            symptom: `What is written to the table ${name} reaches the other region more than a minute late.`,
            signal: tableReplicationLatency(names, name),
            is: 'above',
            threshold: 60_000,
            periodSeconds: minutes(5),
            bad: { periods: 3, of: 3 },
            silence: 'fine',
          } as const,
        ]
      : []),
    // It has no replication latency: a write is over when another region has it, so it shows as a slow write.
    ...(consistency === 'multi-region-strong'
      ? [
          {
            name: 'journal-slow',
            subject: name,
            symptom:
              'Writing the journal of checkouts takes longer than half a second: a region of its three is far or away.',
            signal: combined(
              'MAX',
              ['PutItem', 'UpdateItem'].map((operation) =>
                tableOperation(names, name, operation)('SuccessfulRequestLatency', 'Average'),
              ),
            ),
            is: 'above',
            threshold: 500,
            periodSeconds: minutes(1),
            bad: { periods: 5, of: 5 },
            silence: 'fine',
          } as const,
        ]
      : []),
  ]);
