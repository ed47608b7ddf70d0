/** What AWS services need in a key's policy. Where one is missing, the service fails without a word. */
import type { PolicyStatement } from '../policy-document/policy-document.ts';

const useActions = ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'];

/**
 * CloudWatch Logs encrypts the log groups that match.
 * @param logGroupArns e.g. `arn:aws:logs:eu-west-1:111111111111:log-group:/evermart-dev/*`
 */
export function logsMayEncrypt(region: string, logGroupArns: string | readonly string[]): PolicyStatement {
  return {
    sid: 'LogsMayEncrypt',
    principals: { Service: [`logs.${region}.amazonaws.com`] },
    actions: useActions,
    resources: ['*'],
    conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logGroupArns } },
  };
}

/**
 * A service writes to something encrypted with the key, on behalf of this account: `sns.amazonaws.com` to queues,
 * `cloudwatch.amazonaws.com` to topics.
 */
export function serviceMayWrite(service: string, account: string): PolicyStatement {
  const name = service.split('.')[0] ?? service;
  return {
    sid: `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', '')}MayWrite`,
    principals: { Service: [service] },
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    resources: ['*'],
    conditions: { StringEquals: { 'aws:SourceAccount': account } },
  };
}

/**
 * Rules of EventBridge write to an encrypted topic. They don't say for which account: a condition would silence them.
 * Source: Amazon SNS Developer Guide, "Enable compatibility between event sources from AWS services and encrypted topics".
 */
export function eventRulesMayWrite(): PolicyStatement {
  return {
    sid: 'EventRulesMayWrite',
    principals: { Service: ['events.amazonaws.com'] },
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    resources: ['*'],
  };
}

/** CloudFront reads objects of an encrypted bucket for this account's distributions, and no other's. */
export function cloudFrontMayRead(partition: string, account: string): PolicyStatement {
  return {
    sid: 'CloudFrontMayRead',
    principals: { Service: ['cloudfront.amazonaws.com'] },
    actions: ['kms:Decrypt'],
    resources: ['*'],
    conditions: { ArnLike: { 'aws:SourceArn': `arn:${partition}:cloudfront::${account}:distribution/*` } },
  };
}

/** Node groups of Auto Scaling start instances with encrypted volumes. Needs the service-linked role to exist. */
export function autoScalingMayEncryptVolumes(partition: string, account: string): readonly PolicyStatement[] {
  const role = `arn:${partition}:iam::${account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
  return [
    { sid: 'AutoScalingMayEncrypt', principals: { AWS: [role] }, actions: useActions, resources: ['*'] },
    {
      sid: 'AutoScalingMayGrantToVolumes',
      principals: { AWS: [role] },
      actions: ['kms:CreateGrant'],
      resources: ['*'],
      conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    },
  ];
}

/** Cognito encrypts user pools. It uses the key through grants, which it makes when a pool or a replica is created. */
export function cognitoMayEncrypt(): PolicyStatement {
  return {
    sid: 'CognitoMayEncrypt',
    principals: { Service: ['cognito-idp.amazonaws.com'] },
    actions: ['kms:CreateGrant', 'kms:DescribeKey'],
    resources: ['*'],
  };
}
