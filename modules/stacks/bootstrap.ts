import type { Construct } from 'constructs';
import { AccountGuards } from '../account-guards/account-guards.ts';
import { RegionalGuards } from '../account-guards/regional-guards.ts';
import { DeploymentAccess } from '../deployment-access/deployment-access.ts';
import { namesOf } from '../naming.ts';
import { ServiceLinkedRoles } from '../service-linked-roles/service-linked-roles.ts';
import { StateBucket } from '../state-bucket/state-bucket.ts';
import { EvermartStack, type EvermartStackProps } from './evermart-stack.ts';

/**
 * What must be there before anything else can be applied, and what only a person applies: the bucket of a region's
 * states and, once an environment, who may deliver. It keeps its own state in the bucket that it makes, so the first
 * apply is `npm run infra:bootstrap`.
 */
export class BootstrapStack extends EvermartStack {
  constructor(scope: Construct, props: EvermartStackProps) {
    super(scope, 'bootstrap', props);
    this.#stateBucket();
    this.#regionalGuards();
    if (this.#isHome) {
      this.#deploymentAccess();
      this.#accountGuards();
      this.#serviceLinkedRoles();
    }
  }

  /** IAM has no regions: what it holds keeps its state where the things of both regions keep theirs. */
  get #isHome(): boolean {
    const { primary, witness } = this.environment;
    return this.region === (witness ?? primary.region);
  }

  #stateBucket(): void {
    new StateBucket(this, 'state-bucket', {
      name: this.names.stateBucket(this.environment.accountId),
      arn: this.#stateBucketArn(this.region),
      keyAlias: this.names.keyAlias('state'),
      accountRoot: this.arns.accountRoot(),
    });
  }

  #regionalGuards(): void {
    if (!this.environment.toggles.accountGuards) return;
    new RegionalGuards(this, 'regional-guards', { analyzerName: `${this.names.prefix}-external-access` });
  }

  #deploymentAccess(): void {
    const { names, environment } = this;
    const regions = regionsOf(environment);
    new DeploymentAccess(this, 'deployment-access', {
      partition: this.partition,
      account: this.account,
      prefix: names.prefix,
      regions,
      stateBucketArns: regions.map((region) => this.#stateBucketArn(region)),
      stateKeyAlias: names.keyAlias('state'),
      secretsInPlans: [names.originSecret()],
      boundaryArn: this.arns.permissionBoundary(),
      boundaryName: names.permissionBoundary(),
      policyName: (part) => names.of('policy', `delivery-${part}`),
      roleNames: {
        plan: names.deliveryRole('plan'),
        drift: names.deliveryRole('drift'),
        deploy: names.deliveryRole('deploy'),
      },
      repository: environment.githubRepository,
      githubEnvironment: environment.name,
      registersGithub: environment.toggles.githubIdentityProvider,
    });
  }

  #accountGuards(): void {
    if (this.environment.toggles.accountGuards) new AccountGuards(this, 'account-guards');
  }

  #serviceLinkedRoles(): void {
    if (this.environment.toggles.serviceLinkedRoles) new ServiceLinkedRoles(this, 'service-linked-roles');
  }

  #stateBucketArn(region: string): string {
    const { name, accountId } = this.environment;
    return `arn:${this.partition}:s3:::${namesOf(name, region).stateBucket(accountId)}`;
  }
}

const regionsOf = ({ primary, standby, witness }: EvermartStackProps['environment']) =>
  [primary.region, standby?.region, witness].filter((region) => region !== undefined);
