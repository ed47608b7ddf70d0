/** What an environment is described by. `environments.ts` holds the values, `validate-environments.ts` their relations. */
import { serviceNames } from '@evermart/contracts/topology';
import { z } from 'zod';
import { environmentNameLimit } from '../naming.ts';
import { regionNames } from './regions.ts';

/** Every refusal shows the value, then the rule. */
const refusal =
  (rule: string) =>
  ({ input }: { readonly input?: unknown }) =>
    `${JSON.stringify(input)}: ${rule}`;

const text = (pattern: RegExp, rule: string) =>
  z.string({ error: refusal(rule) }).regex(pattern, { error: refusal(rule) });

const count = (least: number, most: number, what: string) => {
  const error = refusal(`${what} is a whole number from ${least} to ${most}`);
  return z.int({ error }).min(least, { error }).max(most, { error });
};

const Region = z.enum(regionNames, {
  error: refusal(`a region is one of ${regionNames.join(', ')}`),
});

/** The retention periods that CloudWatch Logs accepts. Source: CloudWatch Logs API Reference, PutRetentionPolicy. */
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

const Sizes = z.strictObject({
  aurora: z.strictObject({
    instanceClass: text(
      /^db\.(r|t|x)\d[a-z]*\.(medium|large|\d*xlarge)$/,
      'an Aurora instance class reads like db.r7g.large',
    ),
    /** One writes, the others read and take over. In a standby region all of them read. */
    instances: count(1, 15, 'the number of Aurora instances'),
  }),
  redis: z.strictObject({
    nodeType: text(
      /^cache\.(m|r|t)\d[a-z]*\.(micro|small|medium|large|\d*xlarge)$/,
      'an ElastiCache node type reads like cache.r7g.large',
    ),
    nodes: count(1, 6, 'the number of Redis nodes'),
  }),
  openSearch: z.strictObject({
    instanceType: text(
      /^(c|m|r|t)\d[a-z]*\.(small|medium|large|\d*xlarge)\.search$/,
      'an OpenSearch instance type reads like r7g.large.search',
    ),
    dataNodes: count(1, 30, 'the number of OpenSearch data nodes'),
    /** Three, or none for a domain that may lose its cluster manager. */
    dedicatedMasters: z.union([z.literal(0), z.literal(3)], {
      error: refusal('an OpenSearch domain has 3 dedicated masters, or 0'),
    }),
    storageGiBPerNode: count(10, 3072, 'the storage of an OpenSearch node in GiB'),
  }),
  cluster: z.strictObject({
    /** The small node group that runs the controllers, Karpenter among them. */
    systemInstanceType: text(
      /^(c|m|r|t)\d[a-z]*\.(medium|large|\d*xlarge)$/,
      'an EC2 instance type reads like m7g.large',
    ),
    systemNodes: count(1, 10, 'the number of system nodes'),
    /** What Karpenter may start at most, in virtual CPUs: the ceiling of a bill. */
    workloadCpuLimit: count(4, 10_000, 'the CPU limit of the workload nodes'),
  }),
  /**
   * Shards of each Kinesis stream: 1 MiB or 1,000 records a second each. `on-demand` grows by itself, which a standby
   * needs as much as a primary, and costs about three idle shards.
   */
  streamShards: z.union([z.literal('on-demand'), count(1, 200, 'the shards of a stream')], {
    error: refusal('a stream has 1 to 200 shards, or is "on-demand"'),
  }),
});
export type Sizes = z.infer<typeof Sizes>;

const RegionSettings = z.strictObject({
  region: Region,
  /** The address range of its network, /16 to /20, in private address space. */
  cidr: text(/^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/, 'a CIDR reads like 10.20.0.0/16'),
  availabilityZones: z.array(z.string()).readonly(),
  /** `single` saves the price of a gateway and loses outbound traffic with its availability zone. */
  natGateways: z.enum(['per-availability-zone', 'single'], {
    error: refusal('NAT gateways are "per-availability-zone" or "single"'),
  }),
  sizes: Sizes,
  /** Pods of each service that run at least. */
  replicas: z.record(z.enum(serviceNames), count(1, 100, 'the replicas of a service')),
});
export type RegionSettings = Readonly<z.infer<typeof RegionSettings>>;

export const Environment = z.strictObject({
  name: text(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'a name has lower case letters, digits and single hyphens').max(
    environmentNameLimit,
    { error: refusal(`a name has at most ${environmentNameLimit} characters, or names in AWS would be cut`) },
  ),
  accountId: text(/^\d{12}$/, 'an AWS account id has 12 digits'),
  primary: RegionSettings,
  standby: RegionSettings.optional(),
  /** Holds the third copy of the strongly consistent tables' log, and the state of what belongs to both regions. */
  witness: Region.optional(),
  /** The public zone's name. */
  domain: text(
    /^(?=.{4,200}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
    'a domain is a lower case DNS name such as shop.example.com',
  ),
  logRetentionDays: z.number().refine((days) => (retentionDays as readonly number[]).includes(days), {
    error: refusal(`CloudWatch keeps logs for one of ${retentionDays.join(', ')} days`),
  }),
  backupRetentionDays: count(1, 35, 'the retention of database backups in days'),
  monthlyBudgetUsd: z.number().positive({ error: refusal('a monthly budget is more than 0 USD') }),
  alertEmail: text(/^[^\s@]+@[^\s@]+\.[a-z]{2,}$/, 'alerts go to an e-mail address'),
  /** `owner/name`: whose workflows may assume the deployment roles. */
  githubRepository: text(
    /^[\w.-]+(@\d+)?\/[\w.-]+(@\d+)?$/,
    'a GitHub repository reads like owner/name, or like owner@1234/name@5678 where its tokens carry immutable ids',
  ),
  /** Who reaches the Kubernetes API of the clusters. */
  kubernetesApi: z.strictObject({
    /** Ranges outside the network, e.g. of an office or of the runners that deploy. None: only from inside the network. */
    cidrs: z
      .array(
        text(
          /^\d{1,3}(\.\d{1,3}){3}\/([89]|[12]\d|3[0-2])$/,
          'the Kubernetes API is open to ranges of /8 to /32 such as 198.51.100.0/24',
        ),
      )
      .readonly(),
    /** IAM roles, with their paths, of the people who may do everything in a cluster. They must exist. */
    administratorRoles: z.array(text(/^[\w+=,.@/-]{1,128}$/, 'an IAM role reads like path/name')).readonly(),
  }),
  /** Bills are split by it where it is set. */
  costCentre: text(/^[\w .:/=+@-]{1,256}$/, 'a cost centre is a tag value of at most 256 characters').optional(),
  toggles: z.strictObject({
    /**
     * Interface endpoints cost about 8 USD each a month and zone. Without them nodes and pods call AWS through NAT, and
     * stop when it does.
     */
    interfaceEndpoints: z.boolean(),
    /** Needs an account subscription that Terraform can't order for you. */
    quickSight: z.boolean(),
    /** Once an account: off where another environment of the same account has made them. */
    serviceLinkedRoles: z.boolean(),
    /** Once an account: off where another environment of the same account has registered GitHub. */
    githubIdentityProvider: z.boolean(),
    /** Once an account: off where AWS itself (for accounts since 2023) or another environment has made the monitor. */
    costAnomalyMonitor: z.boolean(),
    /** Once an account: off where its owner, or another environment, has decided what holds for all of it. */
    accountGuards: z.boolean(),
    /** The firewall counts what it would block: for the first days of a new rule. */
    firewallCountsOnly: z.boolean(),
    /** Tells browsers from programs and blocks the ones that pretend. It costs 10 USD a month and 1 USD a million requests. */
    botControl: z.boolean(),
    /** Signs the zone. Only once the registrar, or the parent zone, can take its DS record: without it nobody is protected. */
    dnssec: z.boolean(),
    /**
     * The domain may send mail: its zone is delegated and SES has verified it, in both regions. Cognito refuses to send
     * through SES before; until then it sends from an address of its own, at most 50 mails a day.
     */
    emailDomainVerified: z.boolean(),
    /** A locked vault can't be unlocked, nor its backups be deleted, by anyone. */
    backupVaultLock: z.boolean(),
  }),
});
export type Environment = Readonly<z.infer<typeof Environment>>;
