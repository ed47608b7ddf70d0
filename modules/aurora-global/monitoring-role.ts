import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js';
import { Construct } from 'constructs';
import { trustOfService } from '../policy-document/policy-document.ts';

export interface MonitoringRoleProps {
  readonly name: string;
  /** What no role of the environment may exceed. */
  readonly permissionsBoundary: string;
  readonly account: string;
  /** The ARN of AWS's own policy `service-role/AmazonRDSEnhancedMonitoringRole`. */
  readonly policyArn: string;
}

/** Lets RDS write the metrics of an instance's operating system. */
export class MonitoringRole extends Construct {
  readonly arn: string;
  /** Only after it the role is of use. */
  readonly permission: IamRolePolicyAttachment;

  constructor(scope: Construct, id: string, { name, permissionsBoundary, account, policyArn }: MonitoringRoleProps) {
    super(scope, id);
    const role = new IamRole(this, 'role', {
      name,
      description: 'Enhanced monitoring of Aurora',
      permissionsBoundary,
      assumeRolePolicy: trustOfService('monitoring.rds.amazonaws.com', account),
    });
    this.permission = new IamRolePolicyAttachment(this, 'policy', { role: role.name, policyArn });
    this.arn = role.arn;
  }
}
