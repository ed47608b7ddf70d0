import { tables } from '@evermart/contracts/topology';
import { BackupPlan } from '../../backups/backup-plan.ts';
import type { EvermartStack } from '../evermart-stack.ts';

/**
 * Every region backs its own stores up, the standby too, into its own vault and the other one's: after a failover
 * nothing has to be applied before the next backup. The lake and the site are left out: they can be made again.
 */
export function backupPlan(stack: EvermartStack): void {
  const { environment, names, arns, otherRegion } = stack;
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
    ...(otherRegion === undefined
      ? {}
      : { copyToVaultArn: stack.arnsIn(otherRegion).regional('backup', `backup-vault:${names.backupVault()}`) }),
  });
}
