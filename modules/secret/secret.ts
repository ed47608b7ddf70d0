import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret/index.js';
import { Construct } from 'constructs';
import { suppress } from '../suppress.ts';

/** Where a copy of each value stands under the same name, encrypted by a key of that region. It is read-only there. */
export interface SecretReplica {
  readonly region: string;
  readonly keyArn: string;
}

export interface SecretProps {
  readonly name: string;
  /** What it opens, and who fills it. */
  readonly description: string;
  readonly keyArn: string;
  /** In one other region or in several: the secret belongs to the region that has this resource. No copy if left out. */
  readonly replica?: SecretReplica | readonly SecretReplica[];
}

/** Long enough to notice that a secret is missing. */
const recoveryWindowInDays = 30;

/** A secret without a value: somebody with the right to do so puts it, or `GeneratedSecret` does. */
export class Secret extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { name, description, keyArn, replica }: SecretProps) {
    super(scope, id);
    const secret = new SecretsmanagerSecret(this, 'secret', {
      name,
      description,
      kmsKeyId: keyArn,
      recoveryWindowInDays,
      lifecycle: { preventDestroy: true },
      ...(replica === undefined
        ? {}
        : { replica: [replica].flat().map(({ region, keyArn: kmsKeyId }) => ({ region, kmsKeyId })) }),
    });
    suppress(
      secret,
      'CKV2_AWS_57',
      'A rotation is a rollout of whoever uses the secret, so a timer must not begin one.',
    );
    this.arn = secret.arn;
  }
}
