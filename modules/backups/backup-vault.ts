import { BackupVault as Vault } from '@cdktf/provider-aws/lib/backup-vault/index.js';
import { BackupVaultLockConfiguration } from '@cdktf/provider-aws/lib/backup-vault-lock-configuration/index.js';
import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';

export interface BackupVaultProps {
  readonly name: string;
  /** A key of the vault's region. AWS Backup uses it with the role of a plan, so its policy needs no statement. */
  readonly keyArn: string;
  /**
   * Nobody, the account's root included, deletes a backup younger than this, nor unlocks the vault after a grace of
   * three days. No lock if left out.
   */
  readonly lockedForDays?: number;
  /** Where it is made. The stack's own region if left out. */
  readonly provider?: TerraformProvider;
}

/** The least that AWS allows: then the lock is final. Source: AWS Backup Developer Guide, "AWS Backup Vault Lock". */
const graceDays = 3;
/** A backup that asks for more is refused: nothing is kept for ever, and paid for, by mistake. */
const longestRetentionDays = 400;

/** Where a region's backups lie. */
export class BackupVault extends Construct {
  readonly vaultName: string;

  constructor(scope: Construct, id: string, { name, keyArn, lockedForDays, provider }: BackupVaultProps) {
    super(scope, id);
    const placed = provider === undefined ? {} : { provider };
    const vault = new Vault(this, 'vault', {
      name,
      kmsKeyArn: keyArn,
      lifecycle: { preventDestroy: true },
      ...placed,
    });
    if (lockedForDays !== undefined) {
      new BackupVaultLockConfiguration(this, 'lock', {
        backupVaultName: vault.name,
        changeableForDays: graceDays,
        minRetentionDays: lockedForDays,
        maxRetentionDays: longestRetentionDays,
        ...placed,
      });
    }
    this.vaultName = vault.name;
  }
}
