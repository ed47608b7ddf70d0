import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias/index.js';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key/index.js';
import { KmsReplicaKey } from '@cdktf/provider-aws/lib/kms-replica-key/index.js';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { type PolicyStatement, policyDocument } from '../policy-document/policy-document.ts';

interface KeyBasics {
  /** What it encrypts. */
  readonly description: string;
  /** `alias/...`: how other stacks find it. */
  readonly alias: string;
  /** `arn:aws:iam::<account>:root`: IAM policies of that account then decide who may use the key. */
  readonly accountRoot: string;
  /** What services need beyond that; see `key-statements.ts`. None if left out. */
  readonly statements?: readonly PolicyStatement[];
  /** Where it is made. The stack's own region if left out. */
  readonly provider?: TerraformProvider;
}

export interface KeyProps extends KeyBasics {
  /** Can be replicated into other regions under the same key id. It can't be changed later. `false` if left out. */
  readonly multiRegion?: boolean;
}

export interface ReplicaKeyProps extends KeyBasics {
  /** A multi-Region key in another region. Rotation follows it. */
  readonly primaryKeyArn: string;
}

/** Long enough to notice that a key is missing: what it encrypted is lost with it. */
const deletionWindowInDays = 30;

/** A KMS key with yearly rotation and an alias. Terraform refuses to destroy it. */
export class Key extends Construct {
  readonly arn: string;
  readonly keyId: string;

  constructor(scope: Construct, id: string, props: KeyProps) {
    super(scope, id);
    const key = new KmsKey(this, 'key', {
      description: props.description,
      policy: keyPolicy(props),
      enableKeyRotation: true,
      multiRegion: props.multiRegion ?? false,
      deletionWindowInDays,
      lifecycle: { preventDestroy: true },
      ...(props.provider === undefined ? {} : { provider: props.provider }),
    });
    addAlias(this, props, key.keyId);
    this.arn = key.arn;
    this.keyId = key.keyId;
  }
}

/** The copy of a multi-Region key in another region: it decrypts there what the primary key encrypted. */
export class ReplicaKey extends Construct {
  readonly arn: string;
  readonly keyId: string;

  constructor(scope: Construct, id: string, props: ReplicaKeyProps) {
    super(scope, id);
    const key = new KmsReplicaKey(this, 'key', {
      description: props.description,
      primaryKeyArn: props.primaryKeyArn,
      policy: keyPolicy(props),
      deletionWindowInDays,
      lifecycle: { preventDestroy: true },
      ...(props.provider === undefined ? {} : { provider: props.provider }),
    });
    addAlias(this, props, key.keyId);
    this.arn = key.arn;
    this.keyId = key.keyId;
  }
}

function keyPolicy({ accountRoot, statements = [] }: KeyBasics): string {
  return policyDocument([
    { sid: 'TheAccountDecides', principals: { AWS: [accountRoot] }, actions: ['kms:*'], resources: ['*'] },
    ...statements,
  ]);
}

function addAlias(scope: Construct, { alias, provider }: KeyBasics, targetKeyId: string): void {
  if (!/^alias\/(?!aws\/)[\w/-]+$/.test(alias)) {
    throw new Error(`Key alias "${alias}": it reads like alias/evermart-dev-data, and alias/aws/ is taken`);
  }
  new KmsAlias(scope, 'alias', { name: alias, targetKeyId, ...(provider === undefined ? {} : { provider }) });
}
