import { tables } from '@evermart/contracts/topology';
import { BackupPlan } from '../../backups/backup-plan.ts';
import type { EvermartStack } from '../evermart-stack.ts';

/**
 * Every region backs its own stores up, the standby too: after a failover backups go on, and nothing has to be applied
 * first. The primary's are copied into the standby's vault. The lake and the site are left out: they can be made again.
 */
export function backupPlan(stack: EvermartStack): void {
  const { environment, names, arns, role, otherRegion } = stack;
  const copies = role === 'primary' && otherRegion !== undefined;
  new BackupPlan(stack, 'backup-plan', {
    name: `${names.prefix}-daily`,
    vaultName: names.backupVault(),
    retentionDays: environment.backupRetentionDays,
    resourceArns: [
      arns.regional('rds', `cluster:${names.databaseCluster()}`),
      ...Object.values(tables).map(({ name }) => arns.table(name)),
      arns.bucket('media'),
    ],
    roleName: names.role('backup'),
    managedPolicy: arns.managedPolicy,
    ...(copies
      ? { copyToVaultArn: stack.arnsIn(otherRegion).regional('backup', `backup-vault:${names.backupVault()}`) }
      : {}),
  });
}
