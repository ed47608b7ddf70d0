import type { StreamName } from '@evermart/contracts/topology';
import { type AlarmSpec, minutes } from '../../alarm/alarm-spec.ts';
import { deliveryMetric, deliveryNames, edgeLogParserMetric, streamMetric } from '../../metric/resource-metrics.ts';
import type { Alarms } from './alarm-scope.ts';

const streams: readonly StreamName[] = ['clickstream', 'edge-logs'];

/** What is on its way into the lake. No shopper notices; what is not delivered in time is lost. */
export const analyticsAlarms: Alarms = ({ names }) => [
  ...deliveryNames.flatMap((name): readonly AlarmSpec[] => [
    {
      name: 'delivery-late',
      subject: name,
      symptom: `The oldest record of ${name} that is not in the lake yet is older than 20 minutes.`,
      signal: deliveryMetric(names, name)('DeliveryToS3.DataFreshness', 'Maximum'),
      is: 'above',
      threshold: 1_200,
      periodSeconds: minutes(5),
      bad: { periods: 3, of: 3 },
      silence: 'fine',
    },
    {
      name: 'delivery-unconverted',
      subject: name,
      symptom: `Records of ${name} don't fit their table and went to the errors of the lake.`,
      signal: deliveryMetric(names, name)('FailedConversion.Records', 'Sum'),
      is: 'above',
      threshold: 0,
      periodSeconds: minutes(5),
      bad: { periods: 1, of: 1 },
      silence: 'fine',
    },
  ]),
  ...streams.flatMap((stream): readonly AlarmSpec[] => [
    {
      name: 'stream-unread',
      subject: stream,
      symptom: `Records have waited in the stream ${stream} for more than an hour; after 72 they are lost.`,
      signal: streamMetric(names, stream)('GetRecords.IteratorAgeMilliseconds', 'Maximum'),
      is: 'above',
      threshold: 3_600_000,
      periodSeconds: minutes(5),
      bad: { periods: 3, of: 3 },
      silence: 'fine',
    },
    {
      name: 'stream-throttled',
      subject: stream,
      symptom: `The stream ${stream} refuses records because there are too many.`,
      signal: streamMetric(names, stream)('WriteProvisionedThroughputExceeded', 'Sum'),
      is: 'above',
      threshold: 100,
      periodSeconds: minutes(5),
      bad: { periods: 3, of: 3 },
      silence: 'fine',
    },
  ]),
  {
    name: 'edge-log-parser-errors',
    symptom: 'The function that reads the logs of the edge fails.',
    signal: edgeLogParserMetric(names)('Errors', 'Sum'),
    is: 'above',
    threshold: 0,
    periodSeconds: minutes(5),
    bad: { periods: 3, of: 3 },
    silence: 'fine',
  },
];
