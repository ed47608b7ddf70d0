import { CloudwatchLogResourcePolicy } from '@cdktf/provider-aws/lib/cloudwatch-log-resource-policy/index.js';
import { Route53QueryLog } from '@cdktf/provider-aws/lib/route53-query-log/index.js';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { Key } from '../key/key.ts';
import { logsMayEncrypt } from '../key/key-statements.ts';
import { LogGroup } from '../log-group/log-group.ts';
import { policyDocument } from '../policy-document/policy-document.ts';

export interface QueryLogProps {
  readonly zoneId: string;
  readonly zoneArn: string;
  /** us-east-1. */
  readonly provider: TerraformProvider;
  readonly account: string;
  readonly accountRoot: string;
  readonly groupName: string;
  /** Of that group in us-east-1, without the `:*` that stands for its streams. */
  readonly groupArn: string;
  readonly keyAlias: string;
  readonly retentionDays: number;
}

/**
 * Which names were asked for, and by which resolvers: an encrypted log group in us-east-1.
 * Source: Amazon Route 53 Developer Guide, "Public DNS query logging".
 */
export class QueryLog extends Construct {
  constructor(scope: Construct, id: string, props: QueryLogProps) {
    super(scope, id);
    const { zoneId, zoneArn, provider, account, accountRoot, groupName, groupArn, keyAlias, retentionDays } = props;
    const key = new Key(this, 'key', {
      description: 'Logs of DNS queries',
      alias: keyAlias,
      accountRoot,
      statements: [logsMayEncrypt('us-east-1', groupArn)],
      provider,
    });
    const group = new LogGroup(this, 'group', { name: groupName, retentionDays, keyArn: key.arn, provider });
    const permission = new CloudwatchLogResourcePolicy(this, 'permission', {
      policyName: groupName.replaceAll('/', '-').replace(/^-/, ''),
      policyDocument: policyDocument([
        {
          sid: 'Route53MayLog',
          principals: { Service: ['route53.amazonaws.com'] },
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [`${groupArn}:*`],
          conditions: { StringEquals: { 'aws:SourceAccount': account }, ArnLike: { 'aws:SourceArn': zoneArn } },
        },
      ]),
      provider,
    });
    new Route53QueryLog(this, 'log', {
      zoneId,
      cloudwatchLogGroupArn: group.arn,
      provider,
      dependsOn: [permission],
    });
  }
}
