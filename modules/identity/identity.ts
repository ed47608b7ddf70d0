import { CloudformationStack } from '@cdktf/provider-aws/lib/cloudformation-stack/index.js';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { suppress } from '../suppress.ts';
import { type UserPoolTemplateProps, userPoolTemplate } from './user-pool-template.ts';

export interface IdentityProps extends UserPoolTemplateProps {
  /** The region of the pool: every write goes there. */
  readonly region: string;
  /** Where people can still sign in while that region is gone. Nowhere if left out. */
  readonly replica?: {
    readonly region: string;
    /** The replica of the pool's key there: Cognito finds it by itself, and it must exist before. */
    readonly keyArn: string;
  };
  /** One for `region`. The stack's own region if left out. */
  readonly provider?: TerraformProvider;
}

/**
 * The user pool, its clients, and its replica. All of it is CloudFormation, for two reasons: the AWS provider knows
 * neither the pool's key nor its issuer, without which Cognito replicates no pool (hashicorp/terraform-provider-aws
 * #48227); and the gateway client's secret goes straight into Secrets Manager, whereas `aws_cognito_user_pool_client`
 * would keep it in Terraform's state.
 *
 * A replica begins inactive and has an e-mail configuration of its own. CloudFormation can set neither, so after the
 * first apply: `aws cognito-idp update-user-pool-replica --status ACTIVE`.
 */
export class Identity extends Construct {
  readonly userPoolId: string;
  readonly gatewayClientId: string;
  readonly mobileClientId: string;
  /** Who signs the tokens, in every region. */
  readonly issuer: string;

  constructor(scope: Construct, id: string, props: IdentityProps) {
    super(scope, id);
    const { name, region, replica, provider } = props;
    const placed = provider === undefined ? {} : { provider };
    const pool = new CloudformationStack(this, 'user-pool', {
      name: `${name}-user-pool`,
      templateBody: userPoolTemplate(props),
      policyBody: noReplacement(['UserPool', 'GatewayClient', 'MobileClient', 'GatewayClientSecret']),
      lifecycle: { preventDestroy: true },
      ...placed,
    });
    suppress(pool, 'CKV_AWS_124', noNotifications);
    this.userPoolId = pool.outputs.lookup('UserPoolId');
    this.gatewayClientId = pool.outputs.lookup('GatewayClientId');
    this.mobileClientId = pool.outputs.lookup('MobileClientId');
    this.issuer = `https://issuer-cognito-idp.${region}.amazonaws.com/${this.userPoolId}`;
    if (replica === undefined) return;
    if (replica.region === region)
      throw new Error(`User pool ${name}: its replica is in another region than ${region}`);
    const copy = new CloudformationStack(this, 'replica', {
      name: `${name}-user-pool-replica`,
      parameters: { UserPoolId: this.userPoolId },
      templateBody: replicaTemplate(replica),
      lifecycle: { preventDestroy: true },
      ...placed,
    });
    suppress(copy, 'CKV_AWS_124', noNotifications);
  }
}

const noNotifications = 'Terraform waits for the stack and reports its failure; nothing else changes it.';

/** Made from the pool's region, which must reach both. Source: Amazon Cognito API Reference, "CreateUserPoolReplica". */
const replicaTemplate = ({ region, keyArn }: NonNullable<IdentityProps['replica']>) =>
  JSON.stringify({
    AWSTemplateFormatVersion: '2010-09-09',
    Metadata: { KeyOfTheReplica: keyArn },
    Parameters: { UserPoolId: { Type: 'String' } },
    Resources: {
      Replica: {
        Type: 'AWS::Cognito::UserPoolReplica',
        Properties: { UserPoolId: { Ref: 'UserPoolId' }, RegionName: region },
      },
    },
  });

/** A change that would make these anew, and lose everybody's account or session, fails instead. */
function noReplacement(resources: readonly string[]): string {
  const refused = resources.map((resource) => `LogicalResourceId/${resource}`);
  return JSON.stringify({
    Statement: [
      { Effect: 'Allow', Principal: '*', Action: 'Update:*', Resource: '*' },
      { Effect: 'Deny', Principal: '*', Action: ['Update:Replace', 'Update:Delete'], Resource: refused },
    ],
  });
}
