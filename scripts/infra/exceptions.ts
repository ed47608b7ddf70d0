/**
 * What the offline verification does not prove, and why. A run prints each entry that it needed. Anything that would need
 * an entry and has none fails it, and so does, on the whole of production, an entry that is not needed any more.
 */
export interface Exception {
  readonly what: string;
  readonly reason: string;
}

export interface OnMoto extends Exception {
  /** Applied to ministack too, because others read it there; only moto's second plan counts. */
  readonly stays?: true;
  /** Without what it refers to: it asks for no more than a name. */
  readonly alone?: true;
}

export interface Exceptions {
  /** Arguments (`aws_thing.block.argument`) and types that the AWS provider up to this version lacks. */
  readonly lacking: { readonly upTo: string; readonly names: readonly Exception[] };
  /** Providers that no mirror has: their blocks are left out. */
  readonly providers: readonly Exception[];
  /** Types, or addresses, that neither emulator takes: validated and planned, not applied. */
  readonly notEmulated: readonly Exception[];
  /** `aws_thing.argument`: differs in the second plan through the emulator's fault. */
  readonly unclean: readonly Exception[];
  /** Types that ministack lacks or gets wrong: applied to moto instead, with all that they refer to in their stack. */
  readonly onMoto: readonly OnMoto[];
  /** Types that are applied to moto, alone and beside everything else, because the provider waits for minutes. */
  readonly ownRun: readonly Exception[];
  /** Repositories of charts that may be out of reach: their releases are then not rendered. */
  readonly charts: readonly Exception[];
  /** Errors after which an apply is tried once more. `what` is a pattern. */
  readonly hiccups: readonly Exception[];
  /** Secrets that ministack does not replicate: made in the region that looks them up. `what` is a pattern for names. */
  readonly replicas: readonly (Exception & { readonly value: string })[];
}

export const exceptions: Exceptions = {
  lacking: {
    upTo: '5.100.0',
    names: [
      {
        what: 'aws_cloudfront_distribution.origin.response_completion_timeout',
        reason: 'Provider 6 brought it.',
      },
      {
        what: 'aws_dynamodb_table.global_table_witness',
        reason: 'Provider 6 brought strongly consistent global tables.',
      },
      {
        what: 'aws_dynamodb_table.replica.consistency_mode',
        reason: 'Provider 6 brought strongly consistent global tables.',
      },
      { what: 'aws_dynamodb_table.replica.deletion_protection_enabled', reason: 'Provider 6 brought it.' },
      { what: 'aws_eks_cluster.deletion_protection', reason: 'Provider 6 brought it.' },
    ],
  },
  providers: [
    { what: 'helm', reason: 'Has no mirror. Its releases are rendered by the real helm with their very values.' },
  ],
  notEmulated: [
    {
      what: 'aws_cloudformation_stack.people_replica_BF318ED5',
      reason: 'Neither emulator has the replica of a user pool.',
    },
    {
      what: 'aws_route53_record.mail-eu-central-1-0',
      reason:
        "ministack gives a domain the same DKIM names in every region: the primary's records stand there already.",
    },
    {
      what: 'aws_route53_record.mail-eu-central-1-1',
      reason:
        "ministack gives a domain the same DKIM names in every region: the primary's records stand there already.",
    },
    {
      what: 'aws_route53_record.mail-eu-central-1-2',
      reason:
        "ministack gives a domain the same DKIM names in every region: the primary's records stand there already.",
    },
    {
      what: 'aws_vpc_security_group_ingress_rule.ingress_cloudfront-https_60C9C5CD',
      reason: 'ministack forgets the prefix list of a rule, and the provider then plans what it refuses itself.',
    },
    {
      what: 'aws_vpc_security_group_ingress_rule.ingress_health-checks-https_B4A08048',
      reason: 'ministack forgets the prefix list of a rule, and the provider then plans what it refuses itself.',
    },
    {
      what: 'aws_vpc_security_group_ingress_rule.ingress_into-pods_FA147048',
      reason: "ministack's clusters name a security group that its EC2 does not have.",
    },
    { what: 'aws_accessanalyzer_analyzer', reason: 'Neither emulator has IAM Access Analyzer.' },
    { what: 'aws_ce_anomaly_monitor', reason: 'Neither emulator has anomaly detection of Cost Explorer.' },
    { what: 'aws_ce_anomaly_subscription', reason: 'Neither emulator has anomaly detection of Cost Explorer.' },
    { what: 'aws_cloudfront_realtime_log_config', reason: 'Neither emulator has real-time logs of CloudFront.' },
    { what: 'aws_ebs_snapshot_block_public_access', reason: 'Neither emulator has this setting of EC2.' },
    { what: 'aws_ec2_instance_metadata_defaults', reason: 'Neither emulator has this setting of EC2.' },
    {
      what: 'aws_s3_account_public_access_block',
      reason:
        "The provider asks a subdomain of the endpoint that is named after the account, and an emulator's address has none.",
    },
    {
      what: 'aws_route53_query_log',
      reason: 'ministack lacks it; moto refuses the ARN of a log group unless it ends in :*, which AWS does not want.',
    },
    { what: 'aws_sesv2_email_identity_mail_from_attributes', reason: 'Neither emulator has a MAIL FROM domain.' },
    {
      what: 'aws_sesv2_email_identity_policy',
      reason: 'ministack lacks it; moto garbles the configuration set of the identity that it belongs to.',
    },
    { what: 'aws_xray_group', reason: 'Neither emulator has groups of X-Ray.' },
    { what: 'aws_xray_sampling_rule', reason: 'Neither emulator has sampling rules of X-Ray.' },
  ],
  unclean: [
    {
      what: 'aws_cloudfront_response_headers_policy.remove_headers_config',
      reason: 'ministack gives back an empty list that nobody set; moto has no such policies.',
    },
    {
      what: 'aws_cloudwatch_composite_alarm.actions_enabled',
      reason: 'ministack forgets the actions of a composite alarm; moto has no composite alarms.',
    },
    {
      what: 'aws_dynamodb_table.replica',
      reason:
        "ministack gives every replica the first region's key instead of its own; on moto a replica never gets ready.",
    },
    {
      what: 'aws_dynamodb_table.stream_enabled',
      reason: 'Without strong consistency, which provider 5.100.0 lacks, a table with a replica has a stream.',
    },
    {
      what: 'aws_eks_cluster.upgrade_policy',
      reason: 'ministack forgets the upgrade policy; moto forgets who has access.',
    },
    {
      what: 'aws_eks_node_group.launch_template',
      reason: 'ministack forgets the launch template of a node group; moto lacks the add-ons that it comes after.',
    },
    {
      what: 'aws_elasticache_parameter_group.parameter',
      reason: 'ministack gives back parameters that nobody set; moto has no such groups.',
    },
    {
      what: 'aws_elasticache_replication_group.kms_key_id',
      reason: 'ministack forgets the key of a replication group; moto makes no nodes for it.',
    },
    {
      what: 'aws_glue_job.execution_property',
      reason: 'ministack forgets how many runs of a job go side by side; moto forgets its execution class.',
    },
    { what: 'aws_glue_job.tags_all', reason: 'ministack forgets the tags of a job; moto forgets its execution class.' },
    { what: 'aws_kinesis_stream.tags_all', reason: 'Both emulators forget the tags that a stream is made with.' },
    {
      what: 'aws_launch_template.block_device_mappings',
      reason: 'ministack forgets the key of a disk; moto forgets the tags of what is launched.',
    },
    {
      what: 'aws_rds_cluster.enabled_cloudwatch_logs_exports',
      reason: 'ministack forgets which logs are exported; moto gives back a scaling that nobody set.',
    },
    {
      what: 'aws_rds_cluster_instance.performance_insights_kms_key_id',
      reason: 'ministack forgets the key of Performance Insights.',
    },
    {
      what: 'aws_secretsmanager_secret.replica',
      reason: "ministack takes a secret's replicas and makes none; moto forgets the key of a replica.",
    },
    {
      what: 'aws_sesv2_email_identity.configuration_set_name',
      reason: 'ministack forgets the configuration set; moto garbles it.',
    },
    {
      what: 'aws_sesv2_email_identity.dkim_signing_attributes',
      reason: 'ministack gives back another state of DKIM; moto garbles the identity.',
    },
    {
      what: 'aws_ssm_parameter (update)',
      reason: 'It publishes the address of the cache, which ministack wants to replace (kms_key_id above).',
    },
    {
      what: 'aws_ssm_parameter.value',
      reason: 'It publishes addresses of Aurora, which ministack changes once it stands.',
    },
  ],
  onMoto: [
    {
      what: 'aws_acm_certificate',
      stays: true,
      alone: true,
      reason: 'ministack forgets that a certificate is logged publicly.',
    },
    { what: 'aws_backup_vault_lock_configuration', reason: 'ministack has no lock of a vault.' },
    {
      what: 'aws_cloudformation_stack',
      stays: true,
      alone: true,
      reason: 'ministack forgets the role that a stack acts with.',
    },
    {
      what: 'aws_cloudwatch_metric_alarm',
      stays: true,
      alone: true,
      reason: 'ministack gives an alarm back with other arguments than it was given.',
    },
    { what: 'aws_ebs_encryption_by_default', reason: 'ministack has no such setting of EC2.' },
    { what: 'aws_ecr_replication_configuration', reason: 'ministack has no replication of registries.' },
    {
      what: 'aws_elasticache_user',
      stays: true,
      alone: true,
      reason: 'ministack names the way in which a user signs in by another word than AWS.',
    },
    { what: 'aws_flow_log', reason: 'ministack gives a flow log back with other arguments than it was given.' },
    {
      what: 'aws_kinesis_firehose_delivery_stream',
      alone: true,
      reason: 'ministack forgets the conversion to Parquet.',
    },
    { what: 'aws_glue_trigger', stays: true, alone: true, reason: 'ministack gives back a predicate that nobody set.' },
    { what: 'aws_network_acl', reason: 'ministack counts each association of an ACL as one of every subnet.' },
    { what: 'aws_vpc_endpoint', reason: 'ministack gives an interface endpoint back without its private DNS.' },
    {
      what: 'aws_route53_health_check',
      stays: true,
      alone: true,
      reason: 'ministack forgets which checks a calculated one is made of.',
    },
    {
      what: 'aws_wafv2_web_acl',
      stays: true,
      reason: 'ministack gives rules back in other words, and forgets the answers.',
    },
    { what: 'aws_wafv2_web_acl_logging_configuration', reason: 'ministack has no logs of a firewall.' },
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
  hiccups: [
    {
      what: 'is already associated with instance profile',
      reason: 'ministack now and then drops the connection after it did this; the provider asks again and is refused.',
    },
  ],
  replicas: [
    {
      what: '/origin$',
      value: '{"value":"emulated"}',
      reason:
        "ministack takes a secret's replicas and makes none; both clusters read the header's value in their region.",
    },
  ],
};
