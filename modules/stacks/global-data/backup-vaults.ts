import { BackupVault } from '../../backups/backup-vault.ts';
import { Key } from '../../key/key.ts';
import type { EvermartStack } from '../evermart-stack.ts';

/** A vault in each serving region: made here, because each region's plan may copy into the other's vault. */
export function backupVaults(stack: EvermartStack): void {
  const { primary, standby } = stack.environment;
  addVault(stack, 'primary', primary.region);
  if (standby !== undefined) addVault(stack, 'standby', standby.region);
}

function addVault(stack: EvermartStack, place: 'primary' | 'standby', region: string): void {
  const { environment, names } = stack;
  const provider = stack.providerIn(region);
  const { arn: keyArn } = new Key(stack, `backups-key-${place}`, {
    description: 'Backups',
    alias: names.keyAlias('backups'),
    accountRoot: stack.arns.accountRoot(),
    provider,
  });
  new BackupVault(stack, `backup-vault-${place}`, {
    name: names.backupVault(),
    keyArn,
    provider,
    ...(environment.toggles.backupVaultLock ? { lockedForDays: environment.backupRetentionDays } : {}),
  });
}
