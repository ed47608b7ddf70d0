/** The resource types that cost by the hour or the month, and how much: the ones that make a bill. */
import { type Arguments, blockOf, blocksOf, listOf, numberOf, textOf } from './arguments.ts';
import type { PriceTable, RegionPrices } from './price-table.ts';

export interface Prices {
  readonly table: PriceTable;
  readonly region: RegionPrices;
  /** Availability zones of the network, for what stands in each of them. */
  readonly zones: number;
}

/** USD a month; `undefined` where the table lacks the instance type. */
type MonthlyPrice = (values: Arguments, prices: Prices) => number | undefined;

const hours = ({ table }: Prices, hourly: number | undefined, count = 1) =>
  hourly === undefined ? undefined : hourly * count * table.hoursPerMonth;

/** A public load balancer has an address in each of its zones. */
const loadBalancer: MonthlyPrice = (values, prices) => {
  const { loadBalancer: balancer, publicIpv4 } = prices.region.hourly;
  const zones = listOf(values.subnets).length || prices.zones;
  return hours(prices, balancer + (values.internal === true ? 0 : publicIpv4 * zones));
};

const openSearch: MonthlyPrice = (values, prices) => {
  const cluster = blockOf(values, 'cluster_config');
  const price = prices.region.instances.openSearch;
  const nodes = numberOf(cluster.instance_count, 1);
  const masters = cluster.dedicated_master_enabled === true ? numberOf(cluster.dedicated_master_count, 3) : 0;
  const node = price[textOf(cluster.instance_type)];
  const master = masters === 0 ? 0 : price[textOf(cluster.dedicated_master_type)];
  if (node === undefined || master === undefined) return undefined;
  const storage = nodes * numberOf(blockOf(values, 'ebs_options').volume_size, 0);
  return hours(prices, node * nodes + master * masters)! + storage * prices.region.openSearchGp3GibMonth;
};

const redis: MonthlyPrice = (values, prices) => {
  const shards = numberOf(values.num_node_groups, 1);
  const nodes = numberOf(values.num_cache_clusters, shards * (1 + numberOf(values.replicas_per_node_group, 0)));
  return hours(prices, prices.region.instances.elastiCache[textOf(values.node_type)], nodes);
};

/** Its nodes and their volumes; `withNodeTemplate` brings both where a launch template has them. */
const nodeGroup: MonthlyPrice = (values, prices) => {
  const hourly = prices.region.instances.ec2[textOf(listOf(values.instance_types)[0])];
  if (hourly === undefined) return undefined;
  const nodes = numberOf(blockOf(values, 'scaling_config').desired_size, 1);
  const gib = blocksOf(values, 'block_device_mappings')
    .map((mapping) => numberOf(blockOf(mapping, 'ebs').volume_size, 0))
    .reduce((sum, size) => sum + size, numberOf(values.disk_size, 0));
  return hours(prices, hourly, nodes)! + nodes * gib * prices.region.gp3GibMonth;
};

/** A gateway endpoint is free; an interface one costs in each zone. */
const endpoint: MonthlyPrice = (values, prices) => {
  if (values.vpc_endpoint_type !== 'Interface') return 0;
  return hours(prices, prices.region.hourly.interfaceEndpoint, listOf(values.subnet_ids).length || prices.zones);
};

const stream: MonthlyPrice = (values, prices) => {
  const { kinesisShard, kinesisOnDemandStream } = prices.region.hourly;
  const onDemand = blockOf(values, 'stream_mode_details').stream_mode === 'ON_DEMAND';
  return hours(prices, onDemand ? kinesisOnDemandStream : kinesisShard * numberOf(values.shard_count, 1));
};

const healthCheck: MonthlyPrice = (values, { table: { everywhere } }) => {
  const type = textOf(values.type);
  if (type === 'CALCULATED') return everywhere.healthCheck;
  const features = [
    type.startsWith('HTTPS'),
    type.endsWith('STR_MATCH'),
    values.request_interval === 10,
    values.measure_latency === true,
  ];
  return everywhere.healthCheck + everywhere.healthCheckFeature * features.filter(Boolean).length;
};

const alarm: MonthlyPrice = (values, { table: { everywhere } }) => {
  const metrics = Math.max(
    1,
    blocksOf(values, 'metric_query').filter((query) => blocksOf(query, 'metric').length > 0).length,
  );
  return metrics * (numberOf(values.period, 60) < 60 ? everywhere.alarmHighResolution : everywhere.alarm);
};

const monthly =
  (name: keyof PriceTable['everywhere']): MonthlyPrice =>
  (_, { table }) =>
    table.everywhere[name];

export const pricedTypes: Readonly<Record<string, MonthlyPrice>> = {
  aws_cloudwatch_dashboard: monthly('dashboard'),
  aws_cloudwatch_metric_alarm: alarm,
  aws_eip: (_, prices) => hours(prices, prices.region.hourly.publicIpv4),
  aws_eks_cluster: (_, prices) => hours(prices, prices.region.hourly.eksCluster),
  aws_eks_node_group: nodeGroup,
  aws_elasticache_replication_group: redis,
  aws_kinesis_stream: stream,
  aws_kms_key: monthly('kmsKey'),
  aws_kms_replica_key: monthly('kmsKey'),
  aws_lb: loadBalancer,
  aws_nat_gateway: (_, prices) => hours(prices, prices.region.hourly.natGateway),
  aws_opensearch_domain: openSearch,
  aws_rds_cluster_instance: (values, prices) =>
    hours(prices, prices.region.instances.aurora[textOf(values.instance_class)]),
  aws_route53_health_check: healthCheck,
  aws_route53_zone: monthly('hostedZone'),
  // A copy in another region is a secret of its own on the bill.
  aws_secretsmanager_secret: (values, { table }) => table.everywhere.secret * (1 + blocksOf(values, 'replica').length),
  aws_vpc_endpoint: endpoint,
  aws_wafv2_web_acl: (values, { table: { everywhere } }) =>
    everywhere.webAcl + everywhere.webAclRule * blocksOf(values, 'rule').length,
};
