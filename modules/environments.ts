/** The environments: what differs between them stands here and nowhere else. */
import { type ServiceName, serviceNames } from '@evermart/contracts/topology';
import type { RegionSettings, Sizes } from './environments/environment.ts';
import { validateEnvironments } from './environments/validate-environments.ts';

const small: Sizes = {
  aurora: { instanceClass: 'db.t4g.medium', instances: 1 },
  redis: { nodeType: 'cache.t4g.small', nodes: 1 },
  openSearch: { instanceType: 't3.small.search', dataNodes: 2, dedicatedMasters: 0, storageGiBPerNode: 20 },
  cluster: { systemInstanceType: 't4g.large', systemNodes: 2, workloadCpuLimit: 32 },
  streamShards: 1,
};

const medium: Sizes = {
  aurora: { instanceClass: 'db.r7g.large', instances: 2 },
  redis: { nodeType: 'cache.t4g.medium', nodes: 2 },
  openSearch: { instanceType: 'm7g.medium.search', dataNodes: 3, dedicatedMasters: 3, storageGiBPerNode: 50 },
  cluster: { systemInstanceType: 'm7g.large', systemNodes: 3, workloadCpuLimit: 128 },
  streamShards: 1,
};

const large: Sizes = {
  aurora: { instanceClass: 'db.r7g.2xlarge', instances: 2 },
  redis: { nodeType: 'cache.r7g.large', nodes: 3 },
  openSearch: { instanceType: 'r7g.large.search', dataNodes: 3, dedicatedMasters: 3, storageGiBPerNode: 200 },
  cluster: { systemInstanceType: 'm7g.large', systemNodes: 3, workloadCpuLimit: 512 },
  streamShards: 'on-demand',
};

/** Ready, one reader: the same classes, because a failover gives it the whole traffic, and fewer of each. */
const standbyOf = (sizes: Sizes): Sizes => ({
  ...sizes,
  aurora: { ...sizes.aurora, instances: 1 },
  redis: { ...sizes.redis, nodes: Math.min(sizes.redis.nodes, 2) },
});

const replicas = (each: number, more: Partial<Record<ServiceName, number>> = {}): RegionSettings['replicas'] => {
  const all = Object.fromEntries(serviceNames.map((name) => [name, each])) as Record<ServiceName, number>;
  return { ...all, ...more };
};

const zones = <Region extends string>(region: Region, letters: string) => [...letters].map((letter) => region + letter);

export const environments = validateEnvironments([
  {
    name: 'dev',
    accountId: '111111111111',
    primary: {
      region: 'eu-west-1',
      cidr: '10.10.0.0/16',
      availabilityZones: zones('eu-west-1', 'ab'),
      natGateways: 'single',
      sizes: small,
      replicas: replicas(1),
    },
    domain: 'dev.evermart.example',
    logRetentionDays: 7,
    backupRetentionDays: 3,
    monthlyBudgetUsd: 800,
    alertEmail: 'platform@evermart.example',
    githubRepository: 'evermart/evermart',
    kubernetesApi: { cidrs: ['198.51.100.0/24'], administratorRoles: [] },
    toggles: {
      interfaceEndpoints: false,
      quickSight: false,
      serviceLinkedRoles: true,
      githubIdentityProvider: true,
      accountGuards: true,
      costAnomalyMonitor: true,
      firewallCountsOnly: true,
      botControl: false,
      dnssec: false,
      emailDomainVerified: false,
      backupVaultLock: false,
    },
  },
  {
    name: 'staging',
    accountId: '222222222222',
    primary: {
      region: 'eu-west-1',
      cidr: '10.20.0.0/16',
      availabilityZones: zones('eu-west-1', 'abc'),
      natGateways: 'per-availability-zone',
      sizes: medium,
      replicas: replicas(2),
    },
    standby: {
      region: 'eu-central-1',
      cidr: '10.21.0.0/16',
      availabilityZones: zones('eu-central-1', 'abc'),
      natGateways: 'per-availability-zone',
      sizes: standbyOf(medium),
      replicas: replicas(1),
    },
    witness: 'eu-west-3',
    domain: 'staging.evermart.example',
    logRetentionDays: 30,
    backupRetentionDays: 7,
    monthlyBudgetUsd: 4500,
    alertEmail: 'platform@evermart.example',
    githubRepository: 'evermart/evermart',
    kubernetesApi: { cidrs: ['198.51.100.0/24'], administratorRoles: [] },
    toggles: {
      interfaceEndpoints: true,
      quickSight: false,
      serviceLinkedRoles: true,
      githubIdentityProvider: true,
      accountGuards: true,
      costAnomalyMonitor: true,
      firewallCountsOnly: false,
      botControl: false,
      dnssec: false,
      emailDomainVerified: false,
      backupVaultLock: false,
    },
  },
  {
    name: 'production',
    accountId: '333333333333',
    primary: {
      region: 'eu-west-1',
      cidr: '10.30.0.0/16',
      availabilityZones: zones('eu-west-1', 'abc'),
      natGateways: 'per-availability-zone',
      sizes: large,
      replicas: replicas(3, { 'api-gateway': 6, catalog: 6, search: 4 }),
    },
    standby: {
      region: 'eu-central-1',
      cidr: '10.31.0.0/16',
      availabilityZones: zones('eu-central-1', 'abc'),
      natGateways: 'per-availability-zone',
      sizes: standbyOf(large),
      replicas: replicas(1, { 'api-gateway': 2, catalog: 2 }),
    },
    witness: 'eu-west-3',
    domain: 'evermart.example',
    logRetentionDays: 365,
    backupRetentionDays: 35,
    monthlyBudgetUsd: 12000,
    alertEmail: 'platform@evermart.example',
    githubRepository: 'evermart/evermart',
    kubernetesApi: { cidrs: ['198.51.100.0/24'], administratorRoles: [] },
    toggles: {
      interfaceEndpoints: true,
      quickSight: false,
      serviceLinkedRoles: true,
      githubIdentityProvider: true,
      accountGuards: true,
      costAnomalyMonitor: true,
      firewallCountsOnly: false,
      botControl: true,
      dnssec: false,
      emailDomainVerified: false,
      backupVaultLock: true,
    },
  },
]);
