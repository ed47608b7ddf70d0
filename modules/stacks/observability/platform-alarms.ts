import { bucketNames } from '@evermart/contracts/topology';
import { type AlarmSpec, minutes } from '../../alarm/alarm-spec.ts';
import {
  clusterMetric,
  failedInstances,
  failedPortAllocations,
  unreplicatedObjects,
} from '../../metric/resource-metrics.ts';
import type { Alarms } from './alarm-scope.ts';

/** The cluster, the way out, and what is copied into the other region. */
export const platformAlarms: Alarms = ({ names, paired }) => [
  {
    name: 'pods-unschedulable',
    symptom: 'Pods have found no node for 10 minutes.',
    signal: clusterMetric(names)('scheduler_pending_pods_UNSCHEDULABLE', 'Sum'),
    is: 'above',
    threshold: 0,
    periodSeconds: minutes(1),
    bad: { periods: 10, of: 10 },
    silence: 'fine',
  },
  {
    name: 'cluster-api-errors',
    symptom: 'The Kubernetes API answers with errors: nothing can be deployed, scaled or moved.',
    signal: clusterMetric(names)('apiserver_request_total_5XX', 'Sum'),
    is: 'above',
    threshold: 50,
    periodSeconds: minutes(5),
    bad: { periods: 2, of: 3 },
    silence: 'fine',
  },
  {
    name: 'node-failed',
    symptom: 'An instance fails the checks of EC2.',
    signal: failedInstances,
    is: 'at least',
    threshold: 1,
    periodSeconds: minutes(1),
    bad: { periods: 5, of: 5 },
    silence: 'fine',
  },
  {
    name: 'nat-ports-exhausted',
    symptom: 'A NAT gateway has no port left: calls to the payment provider fail.',
    signal: failedPortAllocations,
    is: 'above',
    threshold: 0,
    periodSeconds: minutes(1),
    bad: { periods: 3, of: 5 },
    silence: 'fine',
  },
  ...(paired
    ? bucketNames.map(
        (bucket): AlarmSpec => ({
          name: 'objects-unreplicated',
          subject: bucket,
          symptom: `Objects of the bucket ${bucket} could not be copied into the other region.`,
          signal: unreplicatedObjects(names, bucket),
          is: 'above',
          threshold: 0,
          periodSeconds: minutes(5),
          bad: { periods: 1, of: 3 },
          silence: 'fine',
        }),
      )
    : []),
];
