import { z } from 'zod';
import {
  type Estate,
  nameOf,
  type Resource,
  resourcesIn,
  resourcesOf,
  type SynthesizedStack,
  stacksNamed,
} from '../../support/synthesized.ts';
import { valuesAt } from '../arguments.ts';
import type { Policy } from '../policy.ts';

interface Watched {
  readonly by: Resource;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** Which resource a dimension names, and by which argument. */
const named: Readonly<Record<string, { readonly type: string; readonly argument: string } | undefined>> = {
  QueueName: { type: 'aws_sqs_queue', argument: 'name' },
  TopicName: { type: 'aws_sns_topic', argument: 'name' },
  TableName: { type: 'aws_dynamodb_table', argument: 'name' },
  StreamName: { type: 'aws_kinesis_stream', argument: 'name' },
  DeliveryStreamName: { type: 'aws_kinesis_firehose_delivery_stream', argument: 'name' },
  DBClusterIdentifier: { type: 'aws_rds_cluster', argument: 'cluster_identifier' },
  DomainName: { type: 'aws_opensearch_domain', argument: 'domain_name' },
  ClusterName: { type: 'aws_eks_cluster', argument: 'name' },
  FunctionName: { type: 'aws_lambda_function', argument: 'function_name' },
  SourceBucket: { type: 'aws_s3_bucket', argument: 'bucket' },
};

/** Dimensions whose value is no resource's name: an operation, the account, a word. */
const free = new Set(['Operation', 'ClientId', 'Region']);

/** Dimensions whose value AWS makes, so that it comes from the resource itself, or from a parameter that is published. */
const given: Readonly<Record<string, RegExp>> = {
  LoadBalancer: /^\$\{data\.aws_ssm_parameter\.[\w-]*load-balancer[\w-]*\.insecure_value\}$/,
  TargetGroup: /^\$\{data\.aws_ssm_parameter\.[\w-]*target-group[\w-]*\.insecure_value\}$/,
  DistributionId: /^\$\{aws_cloudfront_distribution\.[\w-]+\.id\}$/,
  HealthCheckId: /^\$\{aws_route53_health_check\.[\w-]+\.id\}$/,
};

const Line = z.array(z.unknown());
const Dashboard = z.object({
  widgets: z.array(z.object({ properties: z.looseObject({ metrics: z.array(Line).optional() }) })),
});

function onDashboards(dashboard: Resource): readonly Watched[] {
  const { widgets } = Dashboard.parse(JSON.parse(String(dashboard.arguments.dashboard_body)));
  return widgets
    .flatMap(({ properties }) => properties.metrics ?? [])
    .flatMap((line) => {
      const [namespace, metric, ...rest] = line.filter((part): part is string => typeof part === 'string');
      const sql = (line[0] as { expression?: unknown } | undefined)?.expression;
      if (namespace === undefined) return inQuery(dashboard, sql);
      const pairs = rest.flatMap((name, index) => (index % 2 === 0 ? [[name, rest[index + 1] ?? '']] : []));
      return [{ by: dashboard, namespace, metric: metric ?? '', dimensions: Object.fromEntries(pairs) }];
    });
}

/** `... FROM "AWS/RDS" WHERE DBClusterIdentifier = 'x'` */
function inQuery(by: Resource, sql: unknown): readonly Watched[] {
  if (typeof sql !== 'string' || !sql.startsWith('SELECT')) return [];
  const namespace = /"(AWS\/\w+)"/.exec(sql)?.[1] ?? '';
  const metric = /SELECT \w+\((\w+)\)/.exec(sql)?.[1] ?? '';
  const where = [...sql.matchAll(/(\w+) = '([^']+)'/g)].map(([, name, value]) => [name, value]);
  return [{ by, namespace, metric, dimensions: Object.fromEntries(where) }];
}

function byAlarm(alarm: Resource): readonly Watched[] {
  const Metric = z.looseObject({
    namespace: z.string().optional(),
    metric_name: z.string().optional(),
    dimensions: z.record(z.string(), z.string()).optional(),
  });
  return [alarm.arguments, ...valuesAt(alarm.arguments, 'metric_query.metric')]
    .map((candidate) => Metric.parse(candidate))
    .flatMap(({ namespace, metric_name: metric = '', dimensions = {} }) =>
      namespace === undefined ? [] : [{ by: alarm, namespace, metric, dimensions }],
    )
    .concat(valuesAt(alarm.arguments, 'metric_query.expression').flatMap((sql) => inQuery(alarm, sql)));
}

/** A stack's resources are its own region's; tables are made at home and replicated into both. */
function existing(estate: Estate, { environment, region }: SynthesizedStack, dimension: string): ReadonlySet<string> {
  const rule = named[dimension];
  if (rule === undefined) return new Set();
  const stacks = estate.stacks.filter(
    (stack) => stack.environment.name === environment.name && (stack.region === region || stack.name === 'global-data'),
  );
  return new Set(
    stacks
      .flatMap((stack) => resourcesIn(stack, rule.type))
      .map(({ arguments: found }) => String(found[rule.argument])),
  );
}

/** ElastiCache numbers the nodes of a group from 001. */
function nodeExists(estate: Estate, stack: SynthesizedStack, node: string): boolean {
  return resourcesOf(estate, 'aws_elasticache_replication_group').some(
    ({ stack: { environment, region }, arguments: found }) =>
      environment.name === stack.environment.name &&
      region === stack.region &&
      Array.from(
        { length: Number(found.num_cache_clusters) },
        (_, index) => `${String(found.replication_group_id)}-${String(index + 1).padStart(3, '0')}`,
      ).includes(node),
  );
}

/** What the stack itself counts in its logs. */
const countedIn = (stack: SynthesizedStack) =>
  new Set(
    resourcesIn(stack, 'aws_cloudwatch_log_metric_filter')
      .flatMap(({ arguments: found }) => valuesAt(found, 'metric_transformation'))
      .map((found) => z.object({ namespace: z.string(), name: z.string() }).parse(found))
      .map(({ namespace, name }) => `${namespace} ${name}`),
  );

function violationsOf(estate: Estate, { by, namespace, metric, dimensions }: Watched): readonly string[] {
  const { stack } = by;
  const what = `${nameOf(by)} watches ${namespace} ${metric}`;
  if (!namespace.startsWith('AWS/')) {
    return countedIn(stack).has(`${namespace} ${metric}`) ? [] : [`${what}, which nothing counts`];
  }
  return Object.entries(dimensions)
    .filter(([dimension, value]) => {
      if (free.has(dimension)) return false;
      const pattern = given[dimension];
      if (pattern !== undefined) return !pattern.test(value);
      if (dimension === 'CacheClusterId') return !nodeExists(estate, stack, value);
      return !existing(estate, stack, dimension).has(value);
    })
    .map(([dimension, value]) => `${what} of ${dimension} ${value}, which does not exist`);
}

function violationsIn(estate: Estate): readonly string[] {
  const dashboards = resourcesOf(estate, 'aws_cloudwatch_dashboard');
  const watched = [
    ...dashboards.flatMap(onDashboards),
    ...resourcesOf(estate, 'aws_cloudwatch_metric_alarm').flatMap(byAlarm),
  ];
  return [
    ...(dashboards.length === 0 ? ['no dashboard'] : []),
    ...(watched.length < 500
      ? [`only ${watched.length} metrics are watched: are they still read as they are written?`]
      : []),
    ...new Set(watched.flatMap((one) => violationsOf(estate, one))),
  ];
}

const standby = (estate: Estate, name: string) => stacksNamed(estate, name).find(({ role }) => role === 'standby')!;

function without(stack: SynthesizedStack, type: string, argument: string, value: string): void {
  const found = resourcesIn(stack, type).find(({ arguments: all }) => all[argument] === value)!;
  delete stack.json.resource[type]?.[found.address.split('.')[1] ?? ''];
}

export const policy: Policy = {
  guarantee: 'alarms and dashboards watch what exists, by the names that it has',
  violationsIn,
  mutations: [
    {
      title: 'removes a queue that is still watched',
      apply(estate) {
        const stack = standby(estate, 'data');
        without(stack, 'aws_sqs_queue', 'name', `evermart-${stack.environment.name}-order-events`);
      },
    },
    {
      title: 'renames the database',
      apply(estate) {
        resourcesIn(standby(estate, 'data'), 'aws_rds_cluster')[0]!.arguments.cluster_identifier = 'renamed';
      },
    },
    {
      title: 'takes a node from Redis',
      apply(estate) {
        resourcesIn(standby(estate, 'data'), 'aws_elasticache_replication_group')[0]!.arguments.num_cache_clusters = 0;
      },
    },
    {
      title: 'stops counting stuck checkouts',
      apply(estate) {
        const stack = standby(estate, 'observability');
        without(stack, 'aws_cloudwatch_log_metric_filter', 'name', 'StuckCheckouts');
      },
    },
    {
      title: 'shows a stream that does not exist',
      apply(estate) {
        const dashboard = resourcesIn(standby(estate, 'observability'), 'aws_cloudwatch_dashboard')[0]!;
        dashboard.arguments.dashboard_body = String(dashboard.arguments.dashboard_body).replaceAll(
          '-clickstream"',
          '-clicks"',
        );
      },
    },
  ],
};
