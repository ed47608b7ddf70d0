import { FlowLog } from '@cdktf/provider-aws/lib/flow-log/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { Construct } from 'constructs';
import { policyDocument, trustOfService } from '../policy-document/policy-document.ts';

export interface FlowLogsProps {
  readonly vpcId: string;
  readonly logGroupArn: string;
  readonly roleName: string;
  readonly account: string;
}

/** Every accepted and refused connection of the network, to a log group. */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, { vpcId, logGroupArn, roleName, account }: FlowLogsProps) {
    super(scope, id);
    const role = new IamRole(this, 'role', {
      name: roleName,
      description: 'Writes the flow logs of the network',
      assumeRolePolicy: trustOfService('vpc-flow-logs.amazonaws.com', account),
    });
    new IamRolePolicy(this, 'policy', {
      name: 'write-flow-logs',
      role: role.name,
      policy: policyDocument([
        {
          sid: 'WriteToTheGroup',
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
          resources: [`${logGroupArn}:*`],
        },
      ]),
    });
    new FlowLog(this, 'flow-log', {
      vpcId,
      trafficType: 'ALL',
      logDestinationType: 'cloud-watch-logs',
      logDestination: logGroupArn,
      iamRoleArn: role.arn,
      maxAggregationInterval: 60,
    });
  }
}
