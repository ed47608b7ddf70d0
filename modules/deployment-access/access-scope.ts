/** What the policies of the delivery are confined to. */
export interface AccessScope {
  readonly partition: string;
  readonly account: string;
  /** `evermart-<environment>`: what the environment makes carries it wherever it can choose a name. */
  readonly prefix: string;
  /** Every region of the environment, the witness too. */
  readonly regions: readonly string[];
  /** The buckets that hold Terraform's states, one a region. */
  readonly stateBucketArns: readonly string[];
  /** `alias/...`: the keys that encrypt them have this alias in each region. */
  readonly stateKeyAlias: string;
  /** Names of the secrets whose values a plan needs, because they stand in the arguments of other resources. */
  readonly secretsInPlans: readonly string[];
  /** The policy that bounds every role. */
  readonly boundaryArn: string;
}

/** ARNs of the environment's things of a service, in every region: S3's have neither region nor account. */
export const arnsAnywhere = ({ partition, account }: AccessScope, service: string, resources: readonly string[]) =>
  resources.map((resource) => `arn:${partition}:${service}:*:${account}:${resource}`);

export const rolesOfTheEnvironment = ({ partition, account, prefix }: AccessScope) =>
  `arn:${partition}:iam::${account}:role/${prefix}-*`;

/** What holds for everything that is encrypted with the state's keys; their ARNs have random ids. */
export const underStateKey = ({ stateKeyAlias }: AccessScope) => ({
  'ForAnyValue:StringEquals': { 'kms:ResourceAliases': stateKeyAlias },
});

/** Secrets Manager puts a hyphen and six characters behind a name. */
export const secretArn = ({ partition, account }: AccessScope, name: string) =>
  `arn:${partition}:secretsmanager:*:${account}:secret:${name}-??????`;
