import { expect } from 'chai';
import { jsonIn } from '../../test/policy-statements.ts';
import { resourcesOf } from '../../test/resources-of.ts';
import { BackupPlan, type BackupPlanProps } from '../backup-plan.ts';
import { BackupVault, type BackupVaultProps } from '../backup-vault.ts';

const vault = (more: Partial<BackupVaultProps> = {}) =>
  resourcesOf((stack) => new BackupVault(stack, 'vault', { name: 'evermart-dev', keyArn: 'key', ...more }));

const planProps: BackupPlanProps = {
  name: 'evermart-dev-daily',
  vaultName: 'evermart-dev-backups',
  retentionDays: 35,
  resourceArns: ['arn:cluster', 'arn:table', 'arn:bucket'],
  roleName: 'evermart-dev-eu-west-1-backup',
  managedPolicy: (name) => `arn:aws:iam::aws:policy/${name}`,
};
const plan = (more: Partial<BackupPlanProps> = {}) =>
  resourcesOf((stack) => new BackupPlan(stack, 'plan', { ...planProps, ...more }));

describe('a backup vault', () => {
  it('is encrypted with the key that is given, and stays', () => {
    expect(vault().only('aws_backup_vault')).to.deep.include({
      kms_key_arn: 'key',
      lifecycle: { prevent_destroy: true },
    });
  });

  it('is locked for good after three days, where asked for', () => {
    const lock = vault({ lockedForDays: 35 }).only('aws_backup_vault_lock_configuration');

    expect(lock).to.include({ changeable_for_days: 3, min_retention_days: 35, max_retention_days: 400 });
    expect(vault().of('aws_backup_vault_lock_configuration')).to.deep.equal([]);
  });
});

describe('a backup plan', () => {
  it('backs up every night and keeps it as long as the environment says', () => {
    const [rule] = plan().only('aws_backup_plan').rule as readonly Record<string, unknown>[];

    expect(rule).to.deep.include({ target_vault_name: 'evermart-dev-backups', lifecycle: { delete_after: 35 } });
    expect(rule?.schedule).to.match(/^cron\(0 \d+ \* \* \? \*\)$/);
  });

  it('copies to the vault of another region where one is given, and keeps the copy as long', () => {
    const copies = (resources: ReturnType<typeof plan>) =>
      (resources.only('aws_backup_plan').rule as readonly Record<string, unknown>[])[0]?.copy_action ?? [];

    expect(copies(plan({ copyToVaultArn: 'arn:vault' }))).to.deep.equal([
      { destination_vault_arn: 'arn:vault', lifecycle: { delete_after: 35 } },
    ]);
    expect(copies(plan())).to.deep.equal([]);
  });

  it('takes what is named, and whatever has the tag', () => {
    const selections = plan().of('aws_backup_selection');

    expect(selections.find(({ name }) => name === 'named')?.resources).to.deep.equal(planProps.resourceArns);
    expect(selections.find(({ name }) => name === 'tagged')?.selection_tag).to.deep.equal([
      { type: 'STRINGEQUALS', key: 'backup', value: 'daily' },
    ]);
  });

  it('may back up and restore, buckets too, and nothing else', () => {
    const resources = plan();

    const policies = resources.of('aws_iam_role_policy_attachment').map(({ policy_arn: arn }) => arn);

    expect(JSON.stringify(jsonIn(resources.only('aws_iam_role').assume_role_policy))).to.include(
      'backup.amazonaws.com',
    );
    expect(policies).to.have.members([
      'arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup',
      'arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores',
      'arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup',
      'arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Restore',
    ]);
  });

  it('refuses to back up nothing', () => {
    expect(() => plan({ resourceArns: [] })).to.throw('name at least one resource');
  });
});
