import { Wafv2WebAclLoggingConfiguration } from '@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration/index.js';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { LogGroup } from '../log-group/log-group.ts';

export interface FirewallLogProps {
  readonly firewallArn: string;
  /** It must start with `aws-waf-logs-`: AWS WAF writes to no other. */
  readonly groupName: string;
  readonly retentionDays: number;
  readonly keyArn: string;
  /** us-east-1, as the firewall. */
  readonly provider: TerraformProvider;
}

/** What lets its bearer act as somebody. */
const secretHeaders = ['authorization', 'cookie'];

/** Each request that a rule blocked or counted, without what would let a reader act as the shopper. */
export class FirewallLog extends Construct {
  constructor(scope: Construct, id: string, props: FirewallLogProps) {
    super(scope, id);
    const { firewallArn, groupName, retentionDays, keyArn, provider } = props;
    if (!groupName.startsWith('aws-waf-logs-')) {
      throw new Error(`"${groupName}": AWS WAF only writes to log groups whose names start with aws-waf-logs-`);
    }
    const group = new LogGroup(this, 'group', { name: groupName, retentionDays, keyArn, provider });
    new Wafv2WebAclLoggingConfiguration(this, 'logging', {
      resourceArn: firewallArn,
      logDestinationConfigs: [group.arn],
      redactedFields: secretHeaders.map((name) => ({ singleHeader: { name } })),
      // What passes stands in the access log already.
      loggingFilter: {
        defaultBehavior: 'DROP',
        filter: [
          {
            behavior: 'KEEP',
            requirement: 'MEETS_ANY',
            condition: ['BLOCK', 'COUNT'].map((action) => ({ actionCondition: { action } })),
          },
        ],
      },
      provider,
    });
  }
}
