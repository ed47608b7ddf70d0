import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { suppress } from '../suppress.ts';

export interface LogGroupProps {
  readonly name: string;
  /** A period that CloudWatch Logs accepts. */
  readonly retentionDays: number;
  /** Its policy must let CloudWatch Logs of that region encrypt (`logsMayEncrypt`). */
  readonly keyArn: string;
  /** The stack's own region if left out. */
  readonly provider?: TerraformProvider;
}

/** An encrypted log group that ends by itself. */
export class LogGroup extends Construct {
  readonly arn: string;
  readonly groupName: string;
  /** Lets others wait for it: `dependsOn: [logGroup]`. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, { name, retentionDays, keyArn, provider }: LogGroupProps) {
    super(scope, id);
    const group = new CloudwatchLogGroup(this, 'group', {
      name,
      retentionInDays: retentionDays,
      kmsKeyId: keyArn,
      ...(provider === undefined ? {} : { provider }),
    });
    if (retentionDays < 365) {
      suppress(
        group,
        'CKV_AWS_338',
        'How long logs are kept is decided for each environment; production keeps a year.',
      );
    }
    this.arn = group.arn;
    this.groupName = group.name;
    this.fqn = group.fqn;
  }
}
