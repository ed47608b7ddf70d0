import { BackupPlan as Plan } from '@cdktf/provider-aws/lib/backup-plan/index.js';
import { BackupSelection } from '@cdktf/provider-aws/lib/backup-selection/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js';
import { Construct } from 'constructs';
import { trustOfService } from '../policy-document/policy-document.ts';

export interface BackupPlanProps {
  readonly name: string;
  readonly vaultName: string;
  readonly retentionDays: number;
  /** A vault in another region that gets a copy of each backup, kept as long. No copies if left out. */
  readonly copyToVaultArn?: string;
  /** What is backed up: clusters, tables, buckets. Beside them, whatever has the tag `backup = daily`. */
  readonly resourceArns: readonly string[];
  readonly roleName: string;
  /** ARN of a policy that AWS manages, by its path and name. */
  readonly managedPolicy: (name: string) => string;
}

/** The tag that adds a resource to the daily backup. */
export const backupTag = { key: 'backup', value: 'daily' } as const;

/** After midnight in Europe, before the shop's day begins. */
const schedule = 'cron(0 2 * * ? *)';
const startWindowMinutes = 60;
const completionWindowMinutes = 8 * 60;

/** S3 has policies of its own. Source: AWS Backup Developer Guide, "Creating Amazon S3 backups". */
const policies = [
  'service-role/AWSBackupServiceRolePolicyForBackup',
  'service-role/AWSBackupServiceRolePolicyForRestores',
  'AWSBackupServiceRolePolicyForS3Backup',
  'AWSBackupServiceRolePolicyForS3Restore',
];

/** Backs a region's stores up every night. */
export class BackupPlan extends Construct {
  constructor(scope: Construct, id: string, props: BackupPlanProps) {
    super(scope, id);
    const { name, vaultName, retentionDays, copyToVaultArn, resourceArns } = props;
    if (resourceArns.length === 0) throw new Error(`Backup plan ${name}: name at least one resource to back up`);
    const deleteAfter = retentionDays;
    const plan = new Plan(this, 'plan', {
      name,
      rule: [
        {
          ruleName: 'daily',
          targetVaultName: vaultName,
          schedule,
          startWindow: startWindowMinutes,
          completionWindow: completionWindowMinutes,
          lifecycle: { deleteAfter },
          copyAction:
            copyToVaultArn === undefined ? [] : [{ destinationVaultArn: copyToVaultArn, lifecycle: { deleteAfter } }],
        },
      ],
    });
    const role = this.#role(props);
    new BackupSelection(this, 'named', {
      name: 'named',
      planId: plan.id,
      iamRoleArn: role.arn,
      resources: [...resourceArns],
    });
    new BackupSelection(this, 'tagged', {
      name: 'tagged',
      planId: plan.id,
      iamRoleArn: role.arn,
      selectionTag: [{ type: 'STRINGEQUALS', ...backupTag }],
    });
  }

  #role({ roleName, managedPolicy }: BackupPlanProps): IamRole {
    const role = new IamRole(this, 'role', {
      name: roleName,
      description: 'Backs up and restores the stores of a region',
      assumeRolePolicy: trustOfService('backup.amazonaws.com'),
    });
    for (const policy of policies) {
      const policyId = `policy-${policy.split('/').at(-1)}`;
      new IamRolePolicyAttachment(this, policyId, { role: role.name, policyArn: managedPolicy(policy) });
    }
    return role;
  }
}
