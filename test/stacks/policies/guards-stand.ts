import { type Estate, resourcesIn, type SynthesizedStack, stacksNamed } from '../../support/synthesized.ts';
import type { Policy } from '../policy.ts';

/** What guards a stack without another resource needing it: nothing but this list would notice its absence. */
const guards: Readonly<Record<string, readonly string[]>> = {
  bootstrap: [
    'aws_ebs_encryption_by_default',
    'aws_ebs_snapshot_block_public_access',
    'aws_ec2_instance_metadata_defaults',
    'aws_accessanalyzer_analyzer',
  ],
  network: ['aws_flow_log', 'aws_network_acl', 'aws_default_security_group'],
  data: ['aws_s3_bucket_lifecycle_configuration', 'aws_s3_bucket_logging', 'aws_s3_bucket_ownership_controls'],
  'global-data': ['aws_backup_vault_lock_configuration', 'aws_ecr_lifecycle_policy'],
  edge: ['aws_wafv2_web_acl', 'aws_wafv2_web_acl_logging_configuration', 'aws_cloudfront_origin_access_control'],
  cluster: ['aws_eks_addon', 'aws_eks_pod_identity_association', 'aws_eks_access_entry'],
};

const isComplete = (stack: SynthesizedStack, type: string): boolean => resourcesIn(stack, type).length > 0;

/** A vault of an environment that may be thrown away is not locked. */
const appliesTo = ({ environment }: SynthesizedStack, type: string): boolean =>
  type !== 'aws_backup_vault_lock_configuration' || environment.toggles.backupVaultLock;

function violationsIn(estate: Estate): readonly string[] {
  return Object.entries(guards).flatMap(([name, types]) => {
    const stacks = stacksNamed(estate, name);
    if (stacks.length === 0) return [`no ${name} stack`];
    return stacks.flatMap((stack) =>
      types
        .filter((type) => appliesTo(stack, type) && !isComplete(stack, type))
        .map((type) => `${stack.id} has no ${type}`),
    );
  });
}

export const policy: Policy = {
  guarantee: 'what guards a stack stands in it: flow logs, analyzers, locks, life cycles',
  violationsIn,
  mutations: Object.entries(guards).map(([name, types]) => ({
    title: `takes ${types[0]} out of ${name}`,
    apply(estate) {
      for (const { json } of stacksNamed(estate, name)) delete json.resource[types[0]!];
    },
  })),
};
