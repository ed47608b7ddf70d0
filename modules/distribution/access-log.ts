import { CloudwatchLogDelivery } from '@cdktf/provider-aws/lib/cloudwatch-log-delivery/index.js';
import { CloudwatchLogDeliveryDestination } from '@cdktf/provider-aws/lib/cloudwatch-log-delivery-destination/index.js';
import { CloudwatchLogDeliverySource } from '@cdktf/provider-aws/lib/cloudwatch-log-delivery-source/index.js';
import { CloudwatchLogResourcePolicy } from '@cdktf/provider-aws/lib/cloudwatch-log-resource-policy/index.js';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { LogGroup } from '../log-group/log-group.ts';
import { policyDocument } from '../policy-document/policy-document.ts';

export interface AccessLogProps {
  readonly distributionArn: string;
  /** Of source, destination and permission: letters, digits, hyphens and underscores, at most 60. */
  readonly name: string;
  readonly groupName: string;
  /** Of that group in us-east-1, without the `:*` that stands for its streams. */
  readonly groupArn: string;
  readonly retentionDays: number;
  readonly keyArn: string;
  readonly account: string;
  /** us-east-1: where CloudFront's logs are delivered from. */
  readonly provider: TerraformProvider;
}

/**
 * What an investigation needs: who asked, for what, what came back and from where. No cookie, no query, no referrer.
 * Source: Amazon CloudFront Developer Guide, "Configure standard logging (v2)".
 */
const recordFields = [
  'timestamp(ms)',
  'x-edge-request-id',
  'x-edge-location',
  'c-ip',
  'cs-method',
  'x-host-header',
  'cs-uri-stem',
  'sc-status',
  'sc-bytes',
  'time-taken',
  'time-to-first-byte',
  'x-edge-result-type',
  'x-edge-detailed-result-type',
  'cs-protocol-version',
  'ssl-protocol',
  'cs(User-Agent)',
];

/** Every request to the distribution, searchable by whoever is on call, for as long as logs are kept. */
export class AccessLog extends Construct {
  constructor(scope: Construct, id: string, props: AccessLogProps) {
    super(scope, id);
    const { distributionArn, name, groupName, groupArn, retentionDays, keyArn, account, provider } = props;
    const group = new LogGroup(this, 'group', { name: groupName, retentionDays, keyArn, provider });
    const permission = new CloudwatchLogResourcePolicy(this, 'permission', {
      policyName: name,
      policyDocument: policyDocument([
        {
          sid: 'LogDeliveryMayWrite',
          principals: { Service: ['delivery.logs.amazonaws.com'] },
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [`${groupArn}:*`],
          conditions: { StringEquals: { 'aws:SourceAccount': account } },
        },
      ]),
      provider,
    });
    const source = new CloudwatchLogDeliverySource(this, 'source', {
      name,
      logType: 'ACCESS_LOGS',
      resourceArn: distributionArn,
      provider,
    });
    const destination = new CloudwatchLogDeliveryDestination(this, 'destination', {
      name,
      outputFormat: 'json',
      deliveryDestinationConfiguration: [{ destinationResourceArn: group.arn }],
      provider,
    });
    new CloudwatchLogDelivery(this, 'delivery', {
      deliverySourceName: source.name,
      deliveryDestinationArn: destination.arn,
      recordFields,
      provider,
      dependsOn: [permission],
    });
  }
}
