/** The one place for names in AWS and for the paths of SSM parameters. */
import { createHash } from 'node:crypto';
import { type PhysicalNames, physicalNames } from '@evermart/contracts/physical-names';
import type { ServiceName } from '@evermart/contracts/topology';

/** Longest name of an environment: `evermart-<environment>-search` is an OpenSearch domain of at most 28 characters. */
export const environmentNameLimit = 12;

/** Most characters that AWS takes for a name of this kind. Sources: each service's API reference. */
export const nameLimits = {
  loadBalancer: 32,
  targetGroup: 32,
  role: 64,
  instanceProfile: 128,
  policy: 128,
  openSearchDomain: 28,
  elastiCache: 40,
  database: 63,
  queue: 80,
  backupVault: 50,
  bucket: 63,
  cluster: 100,
  securityGroup: 255,
  stream: 128,
  deliveryStream: 64,
  firewall: 128,
  kmsAlias: 256,
  table: 255,
  topic: 256,
  function: 64,
  job: 255,
  workgroup: 128,
  alarm: 255,
  eventRule: 64,
  dashboard: 255,
  budget: 100,
  samplingRule: 32,
  traceGroup: 32,
} as const;
export type NameKind = keyof typeof nameLimits;

const hashLength = 6;

/** The name itself where it is short enough; else its beginning and a hash of the whole, which is the same every time. */
export function fitted(name: string, limit: number): string {
  if (name.length <= limit) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, hashLength);
  const beginning = name.slice(0, limit - hashLength - 1).replace(/-+$/, '');
  return `${beginning}-${hash}`;
}

export const prefixOf = (environment: string) => `evermart-${environment}`;

export type StackName =
  | 'bootstrap'
  | 'global-data'
  | 'network'
  | 'data'
  | 'cluster'
  | 'platform'
  | 'services'
  | 'observability'
  | 'analytics'
  | 'replication'
  | 'edge'
  | 'regional-edge';

export type Delivery = 'plan' | 'drift' | 'deploy';

export const stackId = (environment: string, region: string, stack: StackName) => `${environment}-${region}-${stack}`;

/** The names of an environment's resources as seen from one region. */
export interface Names extends PhysicalNames {
  /** `evermart-<environment>` */
  readonly prefix: string;
  /** `<prefix>-<thing>`, cut to what AWS takes for this kind. */
  of(kind: NameKind, thing: string): string;
  /** IAM is global, so a role's name has its region: `<prefix>-<region>-<thing>`. */
  role(thing: string): string;
  serviceRole(service: ServiceName): string;
  /** Who may deliver: `plan` reviews pull requests, `drift` compares at night, `deploy` applies. One an environment. */
  deliveryRole(delivery: Delivery): string;
  /** The policy that bounds every role of the environment: what no role of it may exceed. */
  permissionBoundary(): string;
  cluster(): string;
  /** The instance profile of the nodes that Karpenter makes. IAM is global, so it has its region. */
  workloadNodeProfile(): string;
  /** Where Karpenter hears of instances that will go away. */
  interruptionQueue(): string;
  searchDomain(): string;
  /** OpenSearch takes it on to keep snapshots in this region's backups bucket; `data` makes it. */
  searchSnapshotRole(): string;
  /** The Aurora cluster of this region: the same name in both. */
  databaseCluster(): string;
  /** The Aurora global database over both regions' clusters. */
  globalDatabase(): string;
  /** The ElastiCache replication group. */
  redis(): string;
  /** The state machine that exports its snapshots every night, and its schedule. */
  redisExport(): string;
  /** `<prefix>/<secret>`: `secret('database/orders')`. */
  secret(secret: string): string;
  /** `alias/<prefix>-<thing>`: the same in each region. `state` encrypts Terraform's state. */
  keyAlias(thing: string): string;
  /** The role with which CloudFront writes real-time logs to the stream `edge-logs` of this region; `analytics` makes it. */
  edgeLogWriterRole(): string;
  /** The lake's database in the Glue catalog, in whose names a hyphen would need quoting in every query. */
  lakeDatabase(): string;
  /** Where a service's log lines go; `observability` makes it and the cluster's log shipper writes to it. */
  serviceLogGroup(service: ServiceName): string;
  /**
   * Tells a load balancer that a request came through the distribution: the JSON `{ value }`, in the home region, which makes
   * it, and in both serving regions.
   */
  originSecret(): string;
  /** Where the cluster's collector writes metrics as log lines. */
  metricsLogGroup(): string;
  /** AWS WAF writes to log groups that begin with `aws-waf-logs-` only. */
  firewallLogGroup(): string;
  /** `<prefix>/<service>`: the repository of its images, in both regions. */
  imageRepository(service: ServiceName): string;
  /** Gets the access logs of this region's buckets. */
  accessLogBucket(): string;
  backupVault(): string;
  /** SES's settings for the shop's mail. */
  mailConfiguration(): string;
  /** The host name under which the mobile app signs people in begins with it; all of AWS shares these in a region. */
  signInDomain(accountId: string): string;
  /** `/<prefix>/<group>`, which CloudWatch Logs groups by its slashes. */
  logGroup(group: string): string;
  /** Bucket names are global: account and region keep them apart. */
  stateBucket(accountId: string): string;
}

export function namesOf(environment: string, region: string): Names {
  const prefix = prefixOf(environment);
  const of: Names['of'] = (kind, thing) => fitted(`${prefix}-${thing}`, nameLimits[kind]);
  const role: Names['role'] = (thing) => of('role', `${region}-${thing}`);
  const logGroup: Names['logGroup'] = (group) => `/${prefix}/${group}`;
  return {
    ...physicalNames(prefix, region),
    prefix,
    of,
    role,
    serviceRole: (service) => role(`service-${service}`),
    deliveryRole: (delivery) => of('role', delivery),
    permissionBoundary: () => of('policy', 'boundary'),
    cluster: () => of('cluster', 'cluster'),
    workloadNodeProfile: () => of('instanceProfile', `${region}-workload-node`),
    interruptionQueue: () => of('queue', 'karpenter-interruptions'),
    searchDomain: () => of('openSearchDomain', 'search'),
    searchSnapshotRole: () => role('search-snapshots'),
    databaseCluster: () => of('database', 'aurora'),
    globalDatabase: () => of('database', 'global'),
    redis: () => of('elastiCache', 'redis'),
    redisExport: () => `${prefix}-redis-export`,
    secret: (secret) => `${prefix}/${secret}`,
    keyAlias: (thing) => `alias/${of('kmsAlias', thing)}`,
    edgeLogWriterRole: () => role('edge-log-writer'),
    lakeDatabase: () => prefix.replaceAll('-', '_'),
    serviceLogGroup: (service) => logGroup(`services/${service}`),
    metricsLogGroup: () => logGroup('metrics'),
    originSecret: () => `${prefix}/origin`,
    firewallLogGroup: () => `aws-waf-logs-${prefix}`,
    imageRepository: (service) => `${prefix}/${service}`,
    accessLogBucket: () => of('bucket', `${region}-access-logs`),
    backupVault: () => of('backupVault', 'backups'),
    mailConfiguration: () => `${prefix}-mail`,
    signInDomain: (accountId) => `${prefix}-${accountId}`,
    logGroup,
    stateBucket: (accountId) => fitted(`${prefix}-${accountId}-${region}-tfstate`, nameLimits.bucket),
  };
}

/** The request header in which CloudFront sends that secret. */
export const originSecretHeader = 'x-evermart-origin';

/** The host names of an environment's public zone. */
export const hostNames = (domain: string) => ({
  site: domain,
  /** Leads to the site. */
  www: `www.${domain}`,
  /** Where CloudFront sends what the API answers: the load balancer of the region that serves. */
  apiOrigin: `api-origin.${domain}`,
  /** The load balancer of one region, whatever the other one does: what health checks ask. */
  apiOriginIn: (region: string) => `${region}.api-origin.${domain}`,
});

/** What the alias records and the dashboards need of a load balancer. */
export type LoadBalancerFact = 'dns-name' | 'zone-id' | 'arn-suffix';

export type SubnetTier = 'public' | 'private' | 'data';

/**
 * Where a stack leaves in SSM what another one can't know by name. The owner alone writes it; everyone reads it in
 * their own region.
 */
export function parameterPaths(environment: string) {
  const path = (owner: StackName, thing: string) => `/${prefixOf(environment)}/${owner}/${thing}`;
  return {
    // network
    vpcId: () => path('network', 'vpc-id'),
    /** A comma separated list, in the order of the availability zones. */
    subnetIds: (tier: SubnetTier) => path('network', `${tier}-subnet-ids`),
    /** A comma separated list: the addresses from which the shop calls others. */
    natAddresses: () => path('network', 'nat-addresses'),
    // global-data: in both serving regions
    userPoolId: () => path('global-data', 'user-pool-id'),
    /** Who signs the tokens, wherever they are asked for. */
    userPoolIssuer: () => path('global-data', 'user-pool-issuer'),
    /** The gateway's client. The secret `cognito-client` holds its secret. */
    gatewayClientId: () => path('global-data', 'gateway-client-id'),
    mobileClientId: () => path('global-data', 'mobile-client-id'),
    // global-data: in the home region
    /** A comma separated list: to where the registrar, or the parent zone, delegates the domain. */
    nameServers: () => path('global-data', 'name-servers'),
    // data: in the home region, where the zone is kept
    /** A comma separated list of the three tokens with which a region signs mail; `emailRecords` makes records of them. */
    dkimTokens: (region: string) => path('data', `dkim-tokens/${region}`),
    // data: host names without scheme and port
    /** Takes writes while this region's cluster is the writer's: always in the primary, after a failover in the standby. */
    auroraWriterEndpoint: () => path('data', 'aurora-writer-endpoint'),
    auroraReaderEndpoint: () => path('data', 'aurora-reader-endpoint'),
    redisEndpoint: () => path('data', 'redis-endpoint'),
    searchEndpoint: () => path('data', 'search-endpoint'),
    // cluster: in its own region and in the home region, so that records are planned while a region is gone
    loadBalancer: (region: string, fact: LoadBalancerFact) => path('cluster', `load-balancer/${region}/${fact}`),
    /** The pods of the gateway join it. */
    gatewayTargetGroupArn: () => path('cluster', 'gateway-target-group-arn'),
    /** `targetgroup/<name>/<id>`, as CloudWatch calls it. */
    gatewayTargetGroupArnSuffix: () => path('cluster', 'gateway-target-group-arn-suffix'),
    // edge: in the home region
    distributionId: () => path('edge', 'distribution-id'),
    distributionArn: () => path('edge', 'distribution-arn'),
    /** The health check that decides which region serves; none without a standby. */
    failoverHealthCheckId: () => path('edge', 'failover-health-check-id'),
    // services: Terraform makes them once, rollouts write them
    targetVersion: (service: ServiceName) => path('services', `${service}/target-version`),
    currentVersion: (service: ServiceName) => path('services', `${service}/current-version`),
  };
}
