import { type PolicyStatement, policyDocument } from '../policy-document/policy-document.ts';
import { type AccessScope, secretArn, underStateKey } from './access-scope.ts';
import { awsService, awsServiceNames } from './aws-services.ts';
import { keepOutOfCustomerData } from './customer-data.ts';

/** Looks at the estate and at Terraform's states, and changes nothing: not even a lock, so plans run with -lock=false. */
export function readPolicy(scope: AccessScope): string {
  return policyDocument([
    {
      sid: 'LooksAtTheEstate',
      actions: [
        ...awsServiceNames.flatMap((name) => awsService(name).read.map((action) => `${name}:${action}`)),
        'iam:Get*',
        'iam:List*',
      ],
      resources: ['*'],
    },
    ...readsState(scope),
    // What a data source reads is read by every plan, whether it refreshes or not.
    ...readsSecrets(
      scope,
      scope.secretsInPlans.map((name) => secretArn(scope, name)),
    ),
    keepOutOfCustomerData(),
  ]);
}

function readsState(scope: AccessScope): readonly PolicyStatement[] {
  return [
    {
      sid: 'ReadsState',
      actions: ['s3:GetObject'],
      resources: scope.stateBucketArns.map((arn) => `${arn}/*`),
    },
    { sid: 'DecryptsState', actions: ['kms:Decrypt'], resources: ['*'], conditions: underStateKey(scope) },
  ];
}

/** Secrets Manager names the secret to KMS, so that a key of many decrypts no other. */
function readsSecrets({ partition, account }: AccessScope, secrets: readonly string[]): readonly PolicyStatement[] {
  return [
    { sid: 'ReadsSecrets', actions: ['secretsmanager:GetSecretValue'], resources: secrets },
    {
      sid: 'DecryptsSecrets',
      actions: ['kms:Decrypt'],
      resources: [`arn:${partition}:kms:*:${account}:key/*`],
      conditions: {
        StringLike: { 'kms:ViaService': 'secretsmanager.*.amazonaws.com', 'kms:EncryptionContext:SecretARN': secrets },
      },
    },
  ];
}

/**
 * Beside `readPolicy`, for the nightly comparison and the deployment: the provider reads a secret's value to see whether
 * its version still exists, even where the value was write-only, and an object to see whether it is the same. A pull
 * request's plan must not, so it compares with the state alone.
 * Source: Terraform AWS provider, aws_secretsmanager_secret_version, whose read calls GetSecretValue.
 */
export function refreshPolicy(scope: AccessScope): string {
  const { partition, account, prefix } = scope;
  return policyDocument([
    ...readsSecrets(scope, [`arn:${partition}:secretsmanager:*:${account}:secret:${prefix}/*`]),
    {
      sid: 'ReadsCode',
      actions: ['s3:GetObject', 's3:GetObjectTagging'],
      resources: [`arn:${partition}:s3:::${prefix}-*/code/*`],
    },
    {
      sid: 'DecryptsCode',
      actions: ['kms:Decrypt'],
      resources: ['*'],
      conditions: { StringLike: { 'kms:ViaService': 's3.*.amazonaws.com' } },
    },
  ]);
}
