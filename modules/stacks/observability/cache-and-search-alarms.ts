import { minutes } from '../../alarm/alarm-spec.ts';
import { redisMetric, searchMetric } from '../../metric/resource-metrics.ts';
import type { Alarms } from './alarm-scope.ts';

export const redisAlarms: Alarms = ({ names, settings }) => {
  const redis = redisMetric(names, settings.sizes.redis.nodes);
  return [
    {
      name: 'redis-cpu',
      symptom: 'Redis, which computes on one core, has used more than 80 % of it for 15 minutes.',
      signal: redis('EngineCPUUtilization', 'Maximum'),
      is: 'above',
      threshold: 80,
      periodSeconds: minutes(5),
      bad: { periods: 3, of: 3 },
      silence: 'bad',
    },
    {
      name: 'redis-memory',
      symptom: 'More than 90 % of the memory of a Redis node is in use.',
      signal: redis('DatabaseMemoryUsagePercentage', 'Maximum'),
      is: 'above',
      threshold: 90,
      periodSeconds: minutes(5),
      bad: { periods: 3, of: 3 },
      silence: 'fine',
    },
    {
      name: 'redis-evictions',
      symptom: 'Redis forgets more than 1,000 keys a minute to make room: rate limits are forgotten with them.',
      signal: redis('Evictions', 'Sum'),
      is: 'above',
      threshold: 1_000,
      periodSeconds: minutes(1),
      bad: { periods: 10, of: 15 },
      silence: 'fine',
    },
  ];
};

const mebibytes = (gib: number) => gib * 1024;

export const searchAlarms: Alarms = ({ names, settings, account }) => {
  const domain = searchMetric(names, account);
  const { storageGiBPerNode } = settings.sizes.openSearch;
  return [
    {
      name: 'search-red',
      symptom: 'A primary shard of OpenSearch is nowhere: some products cannot be found, and no snapshot is taken.',
      signal: domain('ClusterStatus.red', 'Maximum'),
      is: 'at least',
      threshold: 1,
      periodSeconds: minutes(1),
      bad: { periods: 1, of: 1 },
      silence: 'unknown',
    },
    {
      name: 'search-yellow',
      symptom:
        'A replica shard of OpenSearch has been nowhere for half an hour: the next lost node loses a part of the index.',
      signal: domain('ClusterStatus.yellow', 'Maximum'),
      is: 'at least',
      threshold: 1,
      periodSeconds: minutes(5),
      bad: { periods: 6, of: 6 },
      silence: 'unknown',
    },
    {
      // In MiB. Source: Amazon OpenSearch Service Developer Guide, "Recommended CloudWatch alarms".
      name: 'search-storage',
      symptom:
        'A node of OpenSearch has less than a quarter of its storage left; with less than a fifth it refuses writes.',
      signal: domain('FreeStorageSpace', 'Minimum'),
      is: 'below',
      threshold: mebibytes(storageGiBPerNode) / 4,
      periodSeconds: minutes(5),
      bad: { periods: 3, of: 3 },
      silence: 'unknown',
    },
    {
      name: 'search-memory',
      symptom: 'A node of OpenSearch has used more than 90 % of its heap for 15 minutes and may stop.',
      signal: domain('JVMMemoryPressure', 'Maximum'),
      is: 'above',
      threshold: 90,
      periodSeconds: minutes(5),
      bad: { periods: 3, of: 3 },
      silence: 'unknown',
    },
    {
      name: 'search-snapshot-failed',
      symptom: 'OpenSearch could not take its hourly snapshot.',
      signal: domain('AutomatedSnapshotFailure', 'Maximum'),
      is: 'at least',
      threshold: 1,
      periodSeconds: minutes(5),
      bad: { periods: 1, of: 1 },
      silence: 'unknown',
    },
  ];
};
