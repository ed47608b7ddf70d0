import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity/index.js';
import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition/index.js';
import { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter/index.js';
import { Aspects, S3Backend, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { Environment, RegionSettings } from '../environments/environment.ts';
import { type Names, namesOf, parameterPaths, type StackName, stackId } from '../naming.ts';
import { suppress } from '../suppress.ts';
import { type Arns, arnsOf } from './arns.ts';

/** `global`: what belongs to both regions, or to none. */
export type StackRole = 'primary' | 'standby' | 'global';

export interface EvermartStackProps {
  readonly environment: Environment;
  /** Where its resources and its state live. */
  readonly region: string;
  readonly role: StackRole;
}

/**
 * What every stack has: an id, its state in its own region, one default provider, names, ARNs, and SSM parameters at
 * home instead of references into other stacks' states.
 */
export class EvermartStack extends TerraformStack {
  readonly environment: Environment;
  readonly region: string;
  readonly role: StackRole;
  /** Names as seen from this stack's region. */
  readonly names: Names;
  /** Paths of SSM parameters: what this stack publishes or reads. */
  readonly paths: ReturnType<typeof parameterPaths>;

  readonly #name: StackName;
  readonly #defaultProvider: AwsProvider;
  readonly #providers = new Map<string, AwsProvider>();
  readonly #read = new Map<string, DataAwsSsmParameter>();
  #identity: DataAwsCallerIdentity | undefined;
  #partition: DataAwsPartition | undefined;

  constructor(scope: Construct, name: StackName, { environment, region, role }: EvermartStackProps) {
    super(scope, stackId(environment.name, region, name));
    this.environment = environment;
    this.region = region;
    this.role = role;
    this.names = namesOf(environment.name, region);
    this.paths = parameterPaths(environment.name);
    this.#name = name;
    this.#defaultProvider = this.#provider(region);
    this.#keepStateAtHome();
    if (name !== 'bootstrap') this.#boundEveryRole();
  }

  /** The account that the provider is signed in to; the provider refuses any but the environment's. */
  get account(): string {
    this.#identity ??= new DataAwsCallerIdentity(this, 'identity');
    return this.#identity.accountId;
  }

  get partition(): string {
    this.#partition ??= new DataAwsPartition(this, 'partition');
    return this.#partition.partition;
  }

  /** ARNs in this stack's region. */
  get arns(): Arns {
    return this.arnsIn(this.region);
  }

  arnsIn(region: string): Arns {
    const names = namesOf(this.environment.name, region);
    return arnsOf({ partition: this.partition, account: this.account, region, names });
  }

  /** The settings of the region it stands in. Throws in the witness region, which has no network and no sizes. */
  get settings(): RegionSettings {
    const { primary, standby, name } = this.environment;
    const settings = [primary, standby].find((candidate) => candidate?.region === this.region);
    if (settings === undefined) throw new Error(`${this.region} is not a serving region of ${name}`);
    return settings;
  }

  /** The other region of the pair; `undefined` where there is no standby, and in the witness region. */
  get otherRegion(): string | undefined {
    const { primary, standby } = this.environment;
    if (this.region === primary.region) return standby?.region;
    return this.region === standby?.region ? primary.region : undefined;
  }

  /** Where the things of both regions keep their state: the witness, or the only region. */
  get homeRegion(): string {
    const { primary, witness } = this.environment;
    return witness ?? primary.region;
  }

  /** The default provider for this stack's own region, else an alias named like the region. */
  providerIn(region: string): AwsProvider {
    if (region === this.region) return this.#defaultProvider;
    const known = this.#providers.get(region);
    if (known !== undefined) return known;
    const provider = this.#provider(region, region);
    this.#providers.set(region, provider);
    return provider;
  }

  /** Leaves a value for other stacks in this region, or in the one named. Never a secret: it stands in plan and state. */
  publishParameter(path: string, value: string, region = this.region): void {
    const id = `parameter-${idOf(path)}${region === this.region ? '' : `-${region}`}`;
    const parameter = new SsmParameter(this, id, {
      name: path,
      type: 'String',
      value,
      ...(region === this.region ? {} : { provider: this.providerIn(region) }),
    });
    suppress(parameter, 'CKV2_AWS_34', 'Holds an id that plans should show, never a secret.');
  }

  /**
   * What another stack published in this region, or in the one named: at home (`homeRegion`) what outlives either region.
   * It must have been applied before this stack plans.
   */
  readParameter(path: string, region = this.region): string {
    const id = `read-${idOf(path)}${region === this.region ? '' : `-${region}`}`;
    const known =
      this.#read.get(id) ??
      new DataAwsSsmParameter(this, id, {
        name: path,
        ...(region === this.region ? {} : { provider: this.providerIn(region) }),
      });
    this.#read.set(id, known);
    return known.insecureValue;
  }

  #provider(region: string, alias?: string): AwsProvider {
    const { name, accountId, costCentre } = this.environment;
    return new AwsProvider(this, alias === undefined ? 'aws' : `aws-${alias}`, {
      region,
      ...(alias === undefined ? {} : { alias }),
      allowedAccountIds: [accountId],
      defaultTags: [
        {
          tags: {
            project: 'evermart',
            environment: name,
            stack: this.#name,
            'region-role': this.role,
            'managed-by': 'terraform',
            ...(costCentre === undefined ? {} : { 'cost-centre': costCentre }),
          },
        },
      ],
    });
  }

  /** The role that deploys may make no other, and so nobody can forget it. The bootstrap stack makes the boundary itself. */
  #boundEveryRole(): void {
    Aspects.of(this).add({
      visit: (node) => {
        if (node instanceof IamRole) node.permissionsBoundary = this.arns.permissionBoundary();
      },
    });
  }

  /** In the bucket that this region's bootstrap stack makes, under the key that it makes. */
  #keepStateAtHome(): void {
    const { accountId } = this.environment;
    const backend = new S3Backend(this, {
      bucket: this.names.stateBucket(accountId),
      key: `${this.node.id}.tfstate`,
      region: this.region,
      encrypt: true,
      kmsKeyId: this.names.keyAlias('state'),
      allowedAccountIds: [accountId],
    });
    backend.addOverride('use_lockfile', true);
    this.addOverride('terraform.required_version', '>= 1.11.0');
  }
}

/** `/evermart-dev/network/vpc-id` -> `network-vpc-id` */
const idOf = (path: string) => path.split('/').slice(2).join('-');
