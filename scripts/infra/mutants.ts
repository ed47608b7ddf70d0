/**
 * What `npm run infra:mutate` takes away, one protection at a time. A new protection gets a line here. Past 300 lines: it is
 * one list, and is read as one.
 */
import type { Mutant } from './mutant.ts';

const openDocument = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Sid: 'Open', Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
});

const hasBlock =
  (name: string): NonNullable<Mutant['where']> =>
  (given) =>
    Array.isArray(given[name]) ? (given[name] as unknown[]).length > 0 : given[name] !== undefined;

const takesFromSqs = hasBlock('redrive_policy');

export const mutants: readonly Mutant[] = [
  // Encryption at rest
  { protection: "database's encryption", type: 'aws_rds_cluster', change: { storage_encrypted: false } },
  { protection: "database's own key", type: 'aws_rds_cluster', change: { kms_key_id: undefined } },
  { protection: "global database's encryption", type: 'aws_rds_global_cluster', change: { storage_encrypted: false } },
  { protection: "table's encryption", type: 'aws_dynamodb_table', change: { server_side_encryption: undefined } },
  {
    protection: "key of a table's replica",
    type: 'aws_dynamodb_table',
    where: hasBlock('replica'),
    change: { 'replica.kms_key_arn': undefined },
  },
  {
    protection: "cache's encryption",
    type: 'aws_elasticache_replication_group',
    change: { at_rest_encryption_enabled: false },
  },
  { protection: "search's encryption", type: 'aws_opensearch_domain', change: { encrypt_at_rest: undefined } },
  {
    protection: "encryption between search's nodes",
    type: 'aws_opensearch_domain',
    change: { node_to_node_encryption: undefined },
  },
  {
    protection: "bucket's encryption",
    type: 'aws_s3_bucket_server_side_encryption_configuration',
    change: 'remove',
  },
  { protection: "topic's encryption", type: 'aws_sns_topic', change: { kms_master_key_id: undefined } },
  { protection: "queue's encryption", type: 'aws_sqs_queue', change: { kms_master_key_id: undefined } },
  { protection: "stream's encryption", type: 'aws_kinesis_stream', change: { encryption_type: 'NONE' } },
  { protection: "secret's own key", type: 'aws_secretsmanager_secret', change: { kms_key_id: undefined } },
  { protection: "log group's encryption", type: 'aws_cloudwatch_log_group', change: { kms_key_id: undefined } },
  { protection: "images' encryption", type: 'aws_ecr_repository', change: { encryption_configuration: undefined } },
  {
    protection: "encryption of Kubernetes' secrets",
    type: 'aws_eks_cluster',
    change: { encryption_config: undefined },
  },
  {
    protection: "encryption of a node's disk",
    type: 'aws_launch_template',
    change: { 'block_device_mappings.ebs.encrypted': false },
  },
  { protection: "backups' own key", type: 'aws_backup_vault', change: { kms_key_arn: undefined } },
  { protection: "key's rotation", type: 'aws_kms_key', change: { enable_key_rotation: false } },

  // Nothing public
  {
    protection: 'public access block (policies)',
    type: 'aws_s3_bucket_public_access_block',
    change: { block_public_policy: false },
  },
  { protection: 'public access block', type: 'aws_s3_bucket_public_access_block', change: 'remove' },
  { protection: 'private database instance', type: 'aws_rds_cluster_instance', change: { publicly_accessible: true } },
  { protection: 'private search', type: 'aws_opensearch_domain', change: { vpc_options: undefined } },
  {
    protection: 'port closed to the internet',
    type: 'aws_vpc_security_group_ingress_rule',
    change: { cidr_ipv4: '0.0.0.0/0', prefix_list_id: undefined },
  },
  { protection: "key's policy", type: 'aws_kms_key', change: { policy: openDocument } },
  { protection: "queue's policy", type: 'aws_sqs_queue_policy', change: { policy: openDocument } },
  {
    protection: "cluster's known callers",
    type: 'aws_eks_cluster',
    change: { 'vpc_config.endpoint_public_access': true, 'vpc_config.public_access_cidrs': ['0.0.0.0/0'] },
  },
  {
    protection: 'subnet without public addresses',
    type: 'aws_subnet',
    change: { map_public_ip_on_launch: true },
  },

  // TLS
  {
    protection: "bucket's refusal of plain HTTP",
    type: 'aws_s3_bucket_policy',
    change: { policy: '{"Statement":[]}' },
  },
  { protection: "queue's refusal of plain HTTP", type: 'aws_sqs_queue_policy', change: 'remove' },
  { protection: "topic's refusal of plain HTTP", type: 'aws_sns_topic_policy', change: 'remove' },
  {
    protection: "cache's TLS",
    type: 'aws_elasticache_replication_group',
    change: { transit_encryption_enabled: false },
  },
  {
    protection: "search's TLS policy",
    type: 'aws_opensearch_domain',
    change: { 'domain_endpoint_options.tls_security_policy': 'Policy-Min-TLS-1-0-2019-07' },
  },
  { protection: "database's TLS", type: 'aws_rds_cluster_parameter_group', change: { parameter: [] } },
  {
    protection: "load balancer's TLS policy",
    type: 'aws_lb_listener',
    where: ({ protocol }) => protocol === 'HTTPS',
    change: { ssl_policy: 'ELBSecurityPolicy-2016-08' },
  },
  {
    protection: "viewers' TLS version",
    type: 'aws_cloudfront_distribution',
    change: { 'viewer_certificate.minimum_protocol_version': 'TLSv1_2016' },
  },
  {
    protection: 'viewers sent to HTTPS',
    type: 'aws_cloudfront_distribution',
    change: { 'default_cache_behavior.viewer_protocol_policy': 'allow-all' },
  },

  // Nothing lost
  { protection: "database's deletion protection", type: 'aws_rds_cluster', change: { deletion_protection: false } },
  { protection: "database's final snapshot", type: 'aws_rds_cluster', change: { skip_final_snapshot: true } },
  { protection: "database's backups", type: 'aws_rds_cluster', change: { backup_retention_period: 0 } },
  {
    protection: "global database's deletion protection",
    type: 'aws_rds_global_cluster',
    change: { deletion_protection: false },
  },
  {
    protection: "table's deletion protection",
    type: 'aws_dynamodb_table',
    change: { deletion_protection_enabled: false },
  },
  {
    protection: "table's point-in-time recovery",
    type: 'aws_dynamodb_table',
    change: { point_in_time_recovery: undefined },
  },
  {
    protection: "cache's final snapshot",
    type: 'aws_elasticache_replication_group',
    change: { final_snapshot_identifier: undefined },
  },
  { protection: "bucket's versions", type: 'aws_s3_bucket_versioning', change: 'remove' },
  { protection: "bucket's content", type: 'aws_s3_bucket', change: { force_destroy: true } },
  { protection: "Terraform's refusal to destroy a bucket", type: 'aws_s3_bucket', change: { lifecycle: undefined } },
  { protection: "Terraform's refusal to destroy a key", type: 'aws_kms_key', change: { lifecycle: undefined } },
  {
    protection: "Terraform's refusal to destroy a table",
    type: 'aws_dynamodb_table',
    change: { lifecycle: undefined },
  },
  { protection: "key's waiting time", type: 'aws_kms_key', change: { deletion_window_in_days: 7 } },
  { protection: "secret's recovery window", type: 'aws_secretsmanager_secret', change: { recovery_window_in_days: 0 } },
  {
    protection: 'images that nobody overwrites',
    type: 'aws_ecr_repository',
    change: { image_tag_mutability: 'MUTABLE' },
  },
  { protection: "load balancer's deletion protection", type: 'aws_lb', change: { enable_deletion_protection: false } },
  { protection: "backup vault's lock", type: 'aws_backup_vault_lock_configuration', change: 'remove' },

  // Two regions
  {
    protection: "table's replica",
    type: 'aws_dynamodb_table',
    where: hasBlock('replica'),
    change: { replica: undefined },
  },
  {
    protection: "journal's witness",
    type: 'aws_dynamodb_table',
    where: hasBlock('global_table_witness'),
    change: { global_table_witness: undefined },
  },
  {
    protection: "journal's strong consistency",
    type: 'aws_dynamodb_table',
    where: hasBlock('global_table_witness'),
    change: { 'replica.consistency_mode': 'EVENTUAL' },
  },
  { protection: 'copies of objects', type: 'aws_s3_bucket_replication_configuration', change: 'remove' },
  {
    protection: 'copies of deletions',
    type: 'aws_s3_bucket_replication_configuration',
    change: { 'rule.delete_marker_replication.status': 'Disabled' },
  },
  {
    protection: 'copies within 15 minutes',
    type: 'aws_s3_bucket_replication_configuration',
    change: { 'rule.destination.replication_time': undefined },
  },
  { protection: 'copies of images', type: 'aws_ecr_replication_configuration', change: 'remove' },
  {
    protection: 'copies of backups',
    type: 'aws_backup_plan',
    where: (given) => JSON.stringify(given).includes('copy_action'),
    change: { 'rule.copy_action': [] },
  },
  { protection: "key's replica", type: 'aws_kms_replica_key', change: 'remove' },
  {
    protection: "secret's replica",
    type: 'aws_secretsmanager_secret',
    where: hasBlock('replica'),
    change: { replica: [] },
  },
  {
    protection: 'roles of Aurora that no apply changes back',
    type: 'aws_rds_cluster',
    change: { 'lifecycle.ignore_changes': [] },
  },
  { protection: 'origin groups', type: 'aws_cloudfront_distribution', change: { origin_group: [] } },
  {
    protection: 'failover of the API',
    type: 'aws_route53_record',
    where: hasBlock('failover_routing_policy'),
    change: 'remove',
  },
  {
    protection: 'take-over signal',
    type: 'aws_route53_health_check',
    where: ({ invert_healthcheck: inverted }) => inverted === true,
    change: { invert_healthcheck: false },
  },
  { protection: 'health check', type: 'aws_route53_health_check', change: 'remove' },
  { protection: "zone's own NAT gateway", type: 'aws_nat_gateway', change: 'remove' },
  {
    protection: "zone's own way out",
    type: 'aws_route',
    where: hasBlock('nat_gateway_id'),
    change: { nat_gateway_id: undefined, gateway_id: 'igw-0' },
  },
  { protection: "standby's state in its own region", type: 'aws_subnet', change: { region: 'eu-west-2' } },

  // Messages and alarms
  {
    protection: "queue's dead letters",
    type: 'aws_sqs_queue',
    where: takesFromSqs,
    change: { redrive_policy: undefined },
  },
  {
    protection: 'dead letters kept for two weeks',
    type: 'aws_sqs_queue',
    where: ({ name }) => String(name).endsWith('-dlq'),
    change: { message_retention_seconds: 60 },
  },
  {
    protection: "subscription's filter",
    type: 'aws_sns_topic_subscription',
    where: hasBlock('filter_policy'),
    change: { filter_policy: '{"type":["none"]}' },
  },
  { protection: "alarm's action", type: 'aws_cloudwatch_metric_alarm', change: { alarm_actions: [] } },
  { protection: "alarm's runbook", type: 'aws_cloudwatch_metric_alarm', change: { alarm_description: 'Look at it' } },

  // Edge and cluster
  { protection: "distribution's firewall", type: 'aws_cloudfront_distribution', change: { web_acl_id: undefined } },
  { protection: "firewall's rules", type: 'aws_wafv2_web_acl', change: { rule: [] } },
  { protection: "firewall's logs", type: 'aws_wafv2_web_acl_logging_configuration', change: 'remove' },
  {
    protection: "distribution's signature to buckets",
    type: 'aws_cloudfront_distribution',
    change: { 'origin.origin_access_control_id': undefined },
  },
  {
    protection: 'secret header to the load balancer',
    type: 'aws_cloudfront_distribution',
    change: { 'origin.custom_header': undefined },
  },
  {
    protection: "load balancer's refusal of strangers",
    type: 'aws_lb_listener',
    where: ({ protocol }) => protocol === 'HTTPS',
    change: { default_action: [{ type: 'forward', target_group_arn: 'any' }] },
  },
  { protection: "load balancer's logs", type: 'aws_lb', change: { 'access_logs.enabled': false } },
  { protection: "cluster's logs", type: 'aws_eks_cluster', change: { enabled_cluster_log_types: [] } },
  {
    protection: 'access by entries alone',
    type: 'aws_eks_cluster',
    change: { 'access_config.authentication_mode': 'API_AND_CONFIG_MAP' },
  },
  {
    protection: "node's role kept from pods",
    type: 'aws_launch_template',
    change: { 'metadata_options.http_put_response_hop_limit': 2 },
  },
  { protection: "network's flow logs", type: 'aws_flow_log', change: 'remove' },
  { protection: "stores' network ACL", type: 'aws_network_acl', change: 'remove' },
  { protection: 'closed default security group', type: 'aws_default_security_group', change: 'remove' },

  // Identities
  {
    protection: "role's least privilege",
    type: 'aws_iam_role_policy',
    change: { policy: openDocument },
  },
  {
    protection: "role's trust",
    type: 'aws_iam_role',
    change: { assume_role_policy: openDocument },
  },
  {
    protection: "role's permission boundary",
    type: 'aws_iam_role',
    where: hasBlock('permissions_boundary'),
    change: { permissions_boundary: undefined },
  },
];
