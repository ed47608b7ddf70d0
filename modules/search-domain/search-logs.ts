import { CloudwatchLogResourcePolicy } from '@cdktf/provider-aws/lib/cloudwatch-log-resource-policy/index.js';
import { Construct } from 'constructs';
import { LogGroup } from '../log-group/log-group.ts';
import { policyDocument } from '../policy-document/policy-document.ts';
import { type SearchLogType, searchLogTypes } from './search-domain.ts';

export interface SearchLogsProps {
  /** The name of the policy, of which a region has ten at most. */
  readonly policyName: string;
  /** E.g. `search-slow-logs` -> `/evermart-dev/data/search-slow-logs`. */
  readonly groupName: (log: string) => string;
  readonly retentionDays: number;
  readonly keyArn: string;
  readonly account: string;
  readonly domainArn: string;
}

/** A log group for each kind of log, and the permission that OpenSearch asks for before it takes a domain. */
export class SearchLogs extends Construct {
  readonly groupArns: Readonly<Record<SearchLogType, string>>;
  readonly permission: CloudwatchLogResourcePolicy;

  constructor(scope: Construct, id: string, props: SearchLogsProps) {
    super(scope, id);
    const { policyName, groupName, retentionDays, keyArn, account, domainArn } = props;
    const groups = searchLogTypes.map((type) => {
      const log = type.toLowerCase().replaceAll('_', '-');
      return [type, new LogGroup(this, log, { name: groupName(log), retentionDays, keyArn })] as const;
    });
    this.groupArns = Object.fromEntries(groups.map(([type, { arn }]) => [type, arn])) as Record<SearchLogType, string>;
    this.permission = new CloudwatchLogResourcePolicy(this, 'permission', {
      policyName,
      policyDocument: policyDocument([
        {
          sid: 'OpenSearchWritesItsLogs',
          principals: { Service: ['es.amazonaws.com'] },
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: Object.values(this.groupArns).map((arn) => `${arn}:*`),
          conditions: {
            StringEquals: { 'aws:SourceAccount': account },
            ArnEquals: { 'aws:SourceArn': domainArn },
          },
        },
      ]),
    });
  }
}
