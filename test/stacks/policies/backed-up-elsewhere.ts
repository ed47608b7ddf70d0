import {
  type Estate,
  resourcesIn,
  resourcesOf,
  type SynthesizedStack,
  stacksNamed,
} from '../../support/synthesized.ts';
import type { Policy } from '../policy.ts';

function planViolations(stack: SynthesizedStack): readonly string[] {
  const { backupRetentionDays: days, primary, standby } = stack.environment;
  const other = stack.role === 'primary' ? standby?.region : primary.region;
  const plans = resourcesIn(stack, 'aws_backup_plan').map(({ arguments: { rule } }) => JSON.stringify(rule));
  const selected = JSON.stringify(resourcesIn(stack, 'aws_backup_selection').map((resource) => resource.arguments));
  const wanted: Readonly<Record<string, boolean>> = {
    [`keeps backups for another time than ${days} days`]: plans.some((rule) =>
      rule.includes(`"lifecycle":{"delete_after":${days}},"rule_name"`),
    ),
    'copies no backups into the other region':
      other === undefined || plans.some((rule) => rule.includes(`:backup:${other}:`)),
    'backs up no database': /:rds:[^"]*:cluster:/.test(selected),
    'backs up no tables': /:dynamodb:[^"]*:table\//.test(selected),
    'backs up no images of products': /:s3:::[^"]*-media"/.test(selected),
  };
  return Object.entries(wanted).flatMap(([violation, holds]) => (holds ? [] : [`${stack.id} ${violation}`]));
}

function vaultViolations(stack: SynthesizedStack): readonly string[] {
  const { standby, toggles, backupRetentionDays } = stack.environment;
  const vaults = resourcesIn(stack, 'aws_backup_vault').filter(({ arguments: { kms_key_arn: key } }) => key);
  const locks = resourcesIn(stack, 'aws_backup_vault_lock_configuration').filter(
    ({ arguments: lock }) => lock.min_retention_days === backupRetentionDays && Number(lock.changeable_for_days) >= 3,
  );
  const regions = standby === undefined ? 1 : 2;
  return [
    ...(vaults.length === regions ? [] : [`${stack.id}: ${vaults.length} encrypted vaults for ${regions} regions`]),
    ...(locks.length === (toggles.backupVaultLock ? regions : 0) ? [] : [`${stack.id}: ${locks.length} locks`]),
  ];
}

const production = (estate: Estate, name: string) =>
  stacksNamed(estate, name).find(({ environment, role }) => environment.toggles.backupVaultLock && role !== 'standby')!;

export const policy: Policy = {
  guarantee:
    'lesson 16: every region is backed up, in the other region too, and nobody shortens it where vaults are locked',
  violationsIn(estate) {
    const [data, global] = [stacksNamed(estate, 'data'), stacksNamed(estate, 'global-data')];
    return data.length === 0 || global.length === 0
      ? ['no data stack']
      : [...data.flatMap(planViolations), ...global.flatMap(vaultViolations)];
  },
  mutations: [
    {
      title: 'removes the copies in the other region',
      apply(estate) {
        for (const { arguments: plan } of resourcesOf(estate, 'aws_backup_plan')) {
          for (const rule of plan.rule as Record<string, unknown>[]) delete rule.copy_action;
        }
      },
    },
    {
      title: 'keeps backups for a day',
      apply(estate) {
        const [plan] = resourcesIn(production(estate, 'data'), 'aws_backup_plan');
        (plan!.arguments.rule as Record<string, unknown>[])[0]!.lifecycle = { delete_after: 1 };
      },
    },
    {
      title: 'removes the lock of a vault',
      apply(estate) {
        delete production(estate, 'global-data').json.resource.aws_backup_vault_lock_configuration;
      },
    },
    {
      title: 'removes a vault',
      apply(estate) {
        delete production(estate, 'global-data').json.resource.aws_backup_vault;
      },
    },
    {
      title: 'backs up nothing that is named',
      apply(estate) {
        for (const { arguments: selection } of resourcesOf(estate, 'aws_backup_selection')) delete selection.resources;
      },
    },
  ],
};
