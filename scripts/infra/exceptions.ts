/**
 * What the offline verification does not prove, and why. Each entry is printed by every run; one that is not needed any
 * more fails the run, as does anything that would need an entry and has none.
 */
export interface Exception {
  readonly what: string;
  readonly reason: string;
}

export interface Exceptions {
  /** Arguments (`aws_thing.block.argument`) and types that the AWS provider up to this version lacks. */
  readonly lacking: { readonly upTo: string; readonly names: readonly Exception[] };
  /** Providers that no mirror has: their blocks are left out. */
  readonly providers: readonly Exception[];
  /** Types that neither emulator takes: validated and planned, not applied. */
  readonly notEmulated: readonly Exception[];
  /** `aws_thing.argument`: differs in the second plan through the emulator's fault. */
  readonly unclean: readonly Exception[];
  /** Services, by their names in the provider's `endpoints`, that moto plays instead of ministack. */
  readonly onMoto: readonly Exception[];
  /** Types that are applied beside everything else, because the provider waits for minutes. */
  readonly ownRun: readonly Exception[];
  /** Repositories of charts that may be out of reach: their releases are then not rendered. */
  readonly charts: readonly Exception[];
  /** SSM parameters that somebody else writes: read by a stack, made before it. `what` is a pattern for their names. */
  readonly fromOutside: readonly (Exception & { readonly value: string })[];
}

export const exceptions: Exceptions = {
  lacking: {
    upTo: '5.100.0',
    names: [{ what: 'aws_eks_cluster.deletion_protection', reason: 'Provider 6 brought it.' }],
  },
  providers: [
    { what: 'helm', reason: 'Has no mirror. Its releases are rendered by the real helm with their very values.' },
  ],
  notEmulated: [
    { what: 'aws_accessanalyzer_analyzer', reason: 'Neither emulator has IAM Access Analyzer.' },
    {
      what: 'aws_s3_account_public_access_block',
      reason: 'The provider asks <account>.<host>, a name that no resolver on this machine finds.',
    },
    { what: 'aws_ebs_snapshot_block_public_access', reason: 'Neither emulator has this setting of EC2.' },
    { what: 'aws_ec2_instance_metadata_defaults', reason: 'Neither emulator has this setting of EC2.' },
  ],
  unclean: [],
  onMoto: [
    { what: 'ec2', reason: 'ministack counts every association of a network ACL as each subnet of the network.' },
  ],
  ownRun: [
    {
      what: 'aws_opensearch_domain',
      reason: 'The provider waits ten minutes before it asks whether a domain is there, and again when it is gone.',
    },
  ],
  charts: [
    { what: 'https://aws.github.io/eks-charts', reason: 'Public repository: rendered where the network reaches it.' },
    { what: 'https://charts.external-secrets.io', reason: 'Public repository: rendered where the network reaches it.' },
    {
      what: 'https://open-telemetry.github.io/opentelemetry-helm-charts',
      reason: 'Public repository: rendered where the network reaches it.',
    },
    { what: 'oci://public.ecr.aws/karpenter', reason: 'Public registry: rendered where the network reaches it.' },
  ],
  fromOutside: [],
};
