import { type PolicyStatement, policyDocument } from '../policy-document/policy-document.ts';
import { type AccessScope, underStateKey } from './access-scope.ts';
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

/**
 * Beside `readPolicy`, for the nightly comparison: the provider reads a secret's value to see whether its version still
 * exists, even where the value was write-only. A pull request's plan must not, so it compares with the state alone.
 */
export function secretsPolicy({ partition, account, prefix }: AccessScope): string {
  return policyDocument([
    {
      sid: 'ReadsSecretsOfTheEnvironment',
      actions: ['secretsmanager:GetSecretValue'],
      resources: [`arn:${partition}:secretsmanager:*:${account}:secret:${prefix}/*`],
    },
    {
      sid: 'DecryptsSecrets',
      actions: ['kms:Decrypt'],
      resources: ['*'],
      conditions: { StringLike: { 'kms:ViaService': 'secretsmanager.*.amazonaws.com' } },
    },
  ]);
}
