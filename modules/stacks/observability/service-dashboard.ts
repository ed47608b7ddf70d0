import { isPublisher, queueOf, type ServiceName, services, topicOf } from '@evermart/contracts/topology';
import { alarmThing } from '../../alarm/alarm-spec.ts';
import type { Graph, Widget } from '../../dashboard/widget.ts';
import {
  auroraMetric,
  deadLetterMetric,
  overOperations,
  queueMetric,
  redisMetric,
  searchMetric,
  streamMetric,
  tableMetric,
  tableOperation,
  targetMetric,
  topicMetric,
} from '../../metric/resource-metrics.ts';
import type { AlarmScope } from './alarm-scope.ts';
import { countedMetric, countedOf } from './service-log-metrics.ts';

const graph = (title: string, lines: Graph['lines']): Graph => ({ kind: 'graph', title, lines });

/** What one service does, and each store, queue and topic that the topology gives it. */
export function serviceDashboard(
  service: ServiceName,
  scope: AlarmScope,
  alarmArn: (thing: string) => string,
): readonly (readonly Widget[])[] {
  const { names } = scope;
  const logGroup = names.serviceLogGroup(service);
  return [
    [
      {
        kind: 'alarms',
        title: `Alarms of ${service}`,
        alarmArns: alarmsOf(service).map(alarmArn),
      },
    ],
    [...entrance(service, scope), counted(service, scope)],
    ...stores(service, scope),
    messages(service, scope),
    [
      {
        kind: 'logs',
        title: 'Latest errors',
        logGroups: [logGroup],
        query:
          'fields @timestamp, event, code, err.message, requestId | filter level in ["error", "fatal"] | sort @timestamp desc | limit 50',
      },
      {
        kind: 'logs',
        title: 'What happened, by event',
        logGroups: [logGroup],
        query: 'stats count(*) as lines by event, level | sort lines desc | limit 50',
      },
    ],
  ];
}

function alarmsOf(service: ServiceName): readonly string[] {
  const queue = queueOf(service);
  const { tables } = services[service];
  return [
    alarmThing({ name: 'service-errors', subject: service }),
    alarmThing({ name: 'background-work-failing', subject: service }),
    ...(queue === undefined
      ? []
      : ['queue-delayed', 'dead-letters'].map((name) => alarmThing({ name, subject: queue.name }))),
    ...(isPublisher(service) ? [alarmThing({ name: 'topic-undelivered', subject: topicOf(service) })] : []),
    ...tables.flatMap((table) =>
      ['table-throttled', 'table-errors'].map((name) => alarmThing({ name, subject: table })),
    ),
  ];
}

/** The load balancer sees the gateway only; the others are called inside the cluster. */
function entrance(service: ServiceName, { gateway }: AlarmScope): readonly Graph[] {
  if (services[service].exposure !== 'public') return [];
  const targets = targetMetric(gateway);
  return [
    graph('Requests and what they ended with', {
      requests: targets('RequestCount', 'Sum'),
      '4xx': targets('HTTPCode_Target_4XX_Count', 'Sum'),
      '5xx': targets('HTTPCode_Target_5XX_Count', 'Sum'),
    }),
    graph('Answer times in seconds', {
      median: targets('TargetResponseTime', 'p50'),
      p90: targets('TargetResponseTime', 'p90'),
      p99: targets('TargetResponseTime', 'p99'),
    }),
    graph('Pods behind the load balancer', {
      healthy: targets('HealthyHostCount', 'Minimum'),
      unhealthy: targets('UnHealthyHostCount', 'Maximum'),
    }),
  ];
}

const counted = (service: ServiceName, { names }: AlarmScope): Graph =>
  graph(
    'Told by its log',
    Object.fromEntries(countedOf(service).map(({ metric }) => [metric, countedMetric(names, service, metric)])),
  );

function stores(service: ServiceName, { names, settings, account }: AlarmScope): readonly (readonly Graph[])[] {
  const { tables, database, redis, openSearch, streams } = services[service];
  const cluster = auroraMetric(names);
  const nodes = redisMetric(names, settings.sizes.redis.nodes);
  const domain = searchMetric(names, account);
  return [
    ...tables.map((table) => [
      graph(`Table ${table}: capacity used`, {
        read: tableMetric(names, table)('ConsumedReadCapacityUnits', 'Sum'),
        written: tableMetric(names, table)('ConsumedWriteCapacityUnits', 'Sum'),
      }),
      graph(`Table ${table}: latency in ms`, {
        get: tableOperation(names, table, 'GetItem')('SuccessfulRequestLatency', 'Average'),
        put: tableOperation(names, table, 'PutItem')('SuccessfulRequestLatency', 'Average'),
        update: tableOperation(names, table, 'UpdateItem')('SuccessfulRequestLatency', 'Average'),
      }),
      graph(`Table ${table}: refused or failed`, {
        throttledReads: tableMetric(names, table)('ReadThrottleEvents', 'Sum'),
        throttledWrites: tableMetric(names, table)('WriteThrottleEvents', 'Sum'),
        errors: overOperations(names, table, 'SystemErrors'),
      }),
    ]),
    ...(database === undefined
      ? []
      : [
          [
            graph('Aurora (all databases): load', {
              'CPU %': cluster('CPUUtilization', 'Maximum'),
              connections: cluster('DatabaseConnections', 'Maximum'),
            }),
            graph('Aurora (all databases): latency in ms', {
              commit: cluster('CommitLatency', 'Average'),
              read: cluster('SelectLatency', 'Average'),
            }),
          ],
        ]),
    ...(redis
      ? [
          [
            graph('Redis: the most of any node, in %', {
              'engine CPU': nodes('EngineCPUUtilization', 'Maximum'),
              memory: nodes('DatabaseMemoryUsagePercentage', 'Maximum'),
            }),
            graph('Redis: hits, misses and keys forgotten', {
              hits: nodes('CacheHits', 'Sum'),
              misses: nodes('CacheMisses', 'Sum'),
              evictions: nodes('Evictions', 'Sum'),
            }),
          ],
        ]
      : []),
    ...(openSearch
      ? [
          [
            graph('OpenSearch: searches and indexing', {
              'searches a minute': domain('SearchRate', 'Average'),
              'documents a minute': domain('IndexingRate', 'Average'),
            }),
            graph('OpenSearch: latency in ms', {
              search: domain('SearchLatency', 'Average'),
              indexing: domain('IndexingLatency', 'Average'),
            }),
            graph('OpenSearch: health', {
              red: domain('ClusterStatus.red', 'Maximum'),
              yellow: domain('ClusterStatus.yellow', 'Maximum'),
              'heap %': domain('JVMMemoryPressure', 'Maximum'),
            }),
          ],
        ]
      : []),
    ...streams.map((stream) => [
      graph(`Stream ${stream}`, {
        records: streamMetric(names, stream)('IncomingRecords', 'Sum'),
        refused: streamMetric(names, stream)('WriteProvisionedThroughputExceeded', 'Sum'),
      }),
    ]),
  ];
}

function messages(service: ServiceName, { names }: AlarmScope): readonly Graph[] {
  const queue = queueOf(service);
  return [
    ...(isPublisher(service)
      ? [
          graph('Events published', {
            published: topicMetric(names, topicOf(service))('NumberOfMessagesPublished', 'Sum'),
            undelivered: topicMetric(names, topicOf(service))('NumberOfNotificationsFailed', 'Sum'),
          }),
        ]
      : []),
    ...(queue === undefined
      ? []
      : [
          graph('Events waiting', {
            waiting: queueMetric(names, queue.name)('ApproximateNumberOfMessagesVisible', 'Maximum'),
            'dead letters': deadLetterMetric(names, queue.name)('ApproximateNumberOfMessagesVisible', 'Maximum'),
          }),
          graph('Age of the oldest event in seconds', {
            age: queueMetric(names, queue.name)('ApproximateAgeOfOldestMessage', 'Maximum'),
          }),
        ]),
  ];
}
