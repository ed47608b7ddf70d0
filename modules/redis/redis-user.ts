import { CloudformationStack } from '@cdktf/provider-aws/lib/cloudformation-stack/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { Construct } from 'constructs';
import { policyDocument, trustOfService } from '../policy-document/policy-document.ts';
import type { GeneratedSecret } from '../secret/generated-secret.ts';
import { suppress } from '../suppress.ts';

export interface RedisUserProps {
  readonly userId: string;
  /** What a client signs in as; the secret's `username`. */
  readonly userName: string;
  /** Commands and keys, in Redis's ACL language. */
  readonly accessString: string;
  readonly secretName: string;
  /** Its `password` is the user's. */
  readonly secret: GeneratedSecret;
  readonly keyArn: string;
  /** `arn:aws:elasticache:<region>:<account>:user:<userId>` */
  readonly userArn: string;
  readonly stackName: string;
  readonly roleName: string;
  /** What no role of the environment may exceed. */
  readonly permissionsBoundary: string;
}

/**
 * A Redis user whose password is read from Secrets Manager by CloudFormation. Terraform's provider has no
 * write-only argument for it in the pinned version (terraform-provider-aws #42239), so a password that goes through
 * Terraform would stand in its state. A reference in a template is resolved by CloudFormation and kept nowhere.
 */
export class RedisUser extends Construct {
  readonly userId: string;
  /** Groups may name the user after it. */
  readonly made: CloudformationStack;

  constructor(scope: Construct, id: string, props: RedisUserProps) {
    super(scope, id);
    const { userId, secret, stackName } = props;
    const role = this.#role(props);
    this.made = new CloudformationStack(this, 'user', {
      name: stackName,
      iamRoleArn: role.arn,
      templateBody: template(props),
      dependsOn: [secret.value, role.permission],
    });
    suppress(this.made, 'CKV_AWS_124', 'Terraform waits for the stack, so nobody needs a message about it.');
    this.userId = userId;
  }

  #role({ roleName, permissionsBoundary, userArn, secret, keyArn }: RedisUserProps) {
    const role = new IamRole(this, 'role', {
      name: roleName,
      description: 'CloudFormation makes the Redis user',
      permissionsBoundary,
      assumeRolePolicy: trustOfService('cloudformation.amazonaws.com'),
    });
    const permission = new IamRolePolicy(this, 'role-policy', {
      name: 'make-the-user',
      role: role.name,
      policy: policyDocument([
        {
          sid: 'MakeTheUser',
          actions: [
            'elasticache:CreateUser',
            'elasticache:ModifyUser',
            'elasticache:DeleteUser',
            'elasticache:DescribeUsers',
            'elasticache:AddTagsToResource',
            'elasticache:RemoveTagsFromResource',
            'elasticache:ListTagsForResource',
          ],
          resources: [userArn],
        },
        { sid: 'ReadItsPassword', actions: ['secretsmanager:GetSecretValue'], resources: [secret.arn] },
        { sid: 'DecryptItsPassword', actions: ['kms:Decrypt'], resources: [keyArn] },
      ]),
    });
    return { arn: role.arn, permission };
  }
}

function template({ userId, userName, accessString, secretName, secret }: RedisUserProps): string {
  return JSON.stringify({
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'A Redis user with a password from Secrets Manager',
    Resources: {
      User: {
        Type: 'AWS::ElastiCache::User',
        Properties: {
          UserId: userId,
          UserName: userName,
          Engine: 'redis',
          AccessString: accessString,
          Passwords: [`{{resolve:secretsmanager:${secretName}:SecretString:password}}`],
          // CloudFormation reads the password again only when something of the resource changes.
          Tags: [{ Key: 'secret-version', Value: String(secret.version) }],
        },
      },
    },
  });
}
