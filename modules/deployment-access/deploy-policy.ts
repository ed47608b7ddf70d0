import { type PolicyStatement, policyDocument } from '../policy-document/policy-document.ts';
import { type AccessScope, arnsAnywhere, underStateKey } from './access-scope.ts';
import { awsService, awsServiceNames } from './aws-services.ts';

/** Global services and the certificates of CloudFront are asked for there. */
const globalRegion = 'us-east-1';

/** Makes and changes the estate, in the environment's regions, by its names where AWS lets a policy say so. */
export function deployPolicy(scope: AccessScope): string {
  const { partition, prefix, regions } = scope;
  return policyDocument([
    {
      sid: 'ManagesWhatCarriesThePrefix',
      actions: namedServices.map((name) => `${name}:*`),
      resources: namedServices.flatMap((name) => arnsAnywhere(scope, name, awsService(name).named?.(prefix) ?? [])),
    },
    { sid: 'ManagesBuckets', actions: ['s3:*'], resources: [`arn:${partition}:s3:::${prefix}-*`] },
    {
      sid: 'ManagesWhatAwsNames',
      actions: otherServices.map((name) => `${name}:*`),
      resources: ['*'],
      conditions: inRegions(regions),
    },
    ...usesKeys(scope),
    ...keepsWhatCannotBeMadeAgain(scope),
  ]);
}

const inRegions = (regions: readonly string[]) => ({
  StringEquals: { 'aws:RequestedRegion': [...new Set([...regions, globalRegion])] },
});

const namedServices = awsServiceNames.filter((name) => awsService(name).named !== undefined);
const otherServices = awsServiceNames.filter(
  (name) => !namedServices.includes(name) && name !== 's3' && name !== 'kms',
);

function usesKeys(scope: AccessScope): readonly PolicyStatement[] {
  return [
    {
      sid: 'ManagesKeys',
      actions: [
        'kms:*Alias',
        'kms:*KeyRotation',
        'kms:CreateGrant',
        'kms:CreateKey',
        'kms:PutKeyPolicy',
        'kms:ReplicateKey',
        'kms:RetireGrant',
        'kms:*agResource',
        'kms:UpdateKeyDescription',
      ],
      resources: ['*'],
      conditions: inRegions(scope.regions),
    },
    {
      sid: 'EncryptsThroughServices',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*', 'kms:Encrypt'],
      resources: ['*'],
      conditions: { StringLike: { 'kms:ViaService': '*.amazonaws.com' } },
    },
    {
      sid: 'WritesState',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'],
      conditions: underStateKey(scope),
    },
  ];
}

/** A person with more rights does these by hand, having thought. */
function keepsWhatCannotBeMadeAgain(scope: AccessScope): readonly PolicyStatement[] {
  const { stateBucketArns } = scope;
  return [
    {
      sid: 'KeepsKeysAndVaults',
      effect: 'Deny',
      actions: ['kms:ScheduleKeyDeletion', 'kms:DisableKey', 'backup:DeleteRecoveryPoint', 'backup:DeleteBackupVault*'],
      resources: ['*'],
    },
    {
      sid: 'KeepsTheStateKey',
      effect: 'Deny',
      actions: ['kms:PutKeyPolicy', 'kms:DisableKeyRotation', 'kms:*Alias'],
      resources: ['*'],
      conditions: underStateKey(scope),
    },
    {
      sid: 'KeepsStates',
      effect: 'Deny',
      actions: ['s3:DeleteBucket*', 's3:DeleteObjectVersion', 's3:PutBucket*', 's3:PutEncryption*', 's3:PutLifecycle*'],
      resources: [...stateBucketArns, ...stateBucketArns.map((arn) => `${arn}/*`)],
    },
  ];
}
