import { type AlarmSpec, minutes } from '../../alarm/alarm-spec.ts';
import { auroraMetric, globalDatabaseMetric } from '../../metric/resource-metrics.ts';
import type { AlarmScope, Alarms } from './alarm-scope.ts';

const gibibyte = 1024 ** 3;
/** What sorts and logs may fill; PostgreSQL stops working where none is left. */
const leastLocalStorageGiB = 2;

/** The database of a region, and how far behind the other it is. */
export const auroraAlarms: Alarms = (scope) => {
  const { names, settings } = scope;
  const cluster = auroraMetric(names);
  const mostConnections = maxConnectionsOf(settings.sizes.aurora.instanceClass);
  return [
    {
      name: 'aurora-cpu',
      symptom: 'An instance of Aurora has used more than 80 % of its CPU for 15 minutes.',
      signal: cluster('CPUUtilization', 'Maximum'),
      is: 'above',
      threshold: 80,
      periodSeconds: minutes(5),
      bad: { periods: 3, of: 3 },
      silence: 'bad',
    },
    {
      name: 'aurora-connections',
      symptom: `More than 80 % of the ${mostConnections} connections of an instance of Aurora are taken.`,
      signal: cluster('DatabaseConnections', 'Maximum'),
      is: 'above',
      threshold: Math.floor(mostConnections * 0.8),
      periodSeconds: minutes(1),
      bad: { periods: 5, of: 5 },
      silence: 'fine',
    },
    {
      name: 'aurora-local-storage',
      symptom: `An instance of Aurora has less than ${leastLocalStorageGiB} GiB left for sorts and logs.`,
      signal: cluster('FreeLocalStorage', 'Minimum'),
      is: 'below',
      threshold: leastLocalStorageGiB * gibibyte,
      periodSeconds: minutes(5),
      bad: { periods: 2, of: 3 },
      silence: 'fine',
    },
    {
      name: 'aurora-replica-lag',
      symptom: 'A reader of this region is more than a second behind its writer.',
      signal: cluster('AuroraReplicaLagMaximum', 'Maximum'),
      is: 'above',
      threshold: 1000,
      periodSeconds: minutes(1),
      bad: { periods: 5, of: 5 },
      silence: 'fine',
    },
    ...globalDatabaseAlarms(scope),
  ];
};

/** Only a cluster that follows another one tells of lag. Where it should follow and tells nothing, nothing follows. */
function globalDatabaseAlarms({ names, paired, standby }: AlarmScope): readonly AlarmSpec[] {
  if (!paired) return [];
  const silence = standby ? 'bad' : 'fine';
  return [
    {
      name: 'aurora-global-lag',
      symptom: "This region's database is more than 5 seconds behind the other region's, or does not follow it.",
      signal: globalDatabaseMetric(names, 'AuroraGlobalDBReplicationLag'),
      is: 'above',
      threshold: 5_000,
      periodSeconds: minutes(1),
      bad: { periods: 5, of: 5 },
      silence,
    },
    {
      name: 'aurora-rpo-lag',
      symptom: 'A failover now would lose more than 30 seconds of what Aurora has committed.',
      signal: globalDatabaseMetric(names, 'AuroraGlobalDBRPOLag'),
      is: 'above',
      threshold: 30_000,
      periodSeconds: minutes(1),
      bad: { periods: 3, of: 3 },
      silence,
    },
  ];
}

/** Memory in GiB by the size of an instance class; every family here has 8 a large, but the t families. */
const memoryGiB: Readonly<Record<string, number>> = {
  medium: 4,
  large: 16,
  xlarge: 32,
  '2xlarge': 64,
};

/**
 * How many connections an instance takes: `LEAST({DBInstanceClassMemory/9531392},5000)`, where a part of the memory is
 * the system's. Source: Aurora User Guide, "Maximum connections to an Aurora PostgreSQL DB instance".
 */
export function maxConnectionsOf(instanceClass: string): number {
  const [, family = '', size = ''] = instanceClass.split('.');
  const times = /^(\d+)xlarge$/.exec(size)?.[1];
  const gib = times === undefined ? (memoryGiB[size] ?? 0) : Number(times) * 32;
  if (gib === 0) throw new Error(`${instanceClass}: how much memory it has isn't known here`);
  const memory = family.startsWith('t') && size === 'large' ? 8 : gib;
  return Math.min(Math.floor((memory * gibibyte * 0.9) / 9_531_392), 5_000);
}
