/** What loses data, or makes data unreadable, when it is destroyed. */
export const statefulTypes: ReadonlySet<string> = new Set([
  'aws_backup_vault',
  'aws_cognito_user_pool',
  'aws_db_instance',
  'aws_dynamodb_table',
  'aws_dynamodb_table_replica',
  'aws_ecr_repository',
  'aws_elasticache_replication_group',
  'aws_kinesis_stream',
  'aws_kms_key',
  'aws_kms_replica_key',
  'aws_opensearch_domain',
  'aws_rds_cluster',
  'aws_rds_cluster_instance',
  'aws_rds_global_cluster',
  'aws_route53_zone',
  'aws_s3_bucket',
  'aws_secretsmanager_secret',
]);

/** Stateful as far as names go, and made anew without a loss: their data is elsewhere. */
export const disposableTypes: ReadonlySet<string> = new Set(['aws_rds_cluster_instance', 'aws_dynamodb_table_replica']);
