/** What AWS takes for names, by resource type and argument. Sources: each service's API reference. */
export interface NameRule {
  readonly type: string;
  readonly argument: string;
  readonly pattern: RegExp;
}

const rule = (type: string, argument: string, pattern: RegExp): NameRule => ({ type, argument, pattern });

export const nameRules: readonly NameRule[] = [
  rule('aws_athena_workgroup', 'name', /^[\w.-]{1,128}$/),
  rule('aws_backup_vault', 'name', /^[\w-]{2,50}$/),
  rule('aws_cloudwatch_log_group', 'name', /^[\w./#-]{1,512}$/),
  rule('aws_cloudwatch_metric_alarm', 'alarm_name', /^.{1,255}$/),
  rule('aws_cognito_user_pool', 'name', /^[\w\s+=,.@-]{1,128}$/),
  rule('aws_cognito_user_pool_domain', 'domain', /^(?!.*(aws|amazon|cognito))[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/),
  rule('aws_db_subnet_group', 'name', /^[a-z0-9 ._-]{1,255}$/),
  rule('aws_dynamodb_table', 'name', /^[\w.-]{3,255}$/),
  rule('aws_ecr_repository', 'name', /^[a-z0-9][a-z0-9._/-]{1,255}$/),
  rule('aws_eks_cluster', 'name', /^[A-Za-z0-9][\w-]{0,99}$/),
  rule('aws_elasticache_replication_group', 'replication_group_id', /^[a-z](?!.*--)[a-z0-9-]{0,38}[a-z0-9]$/),
  rule('aws_elasticache_user', 'user_id', /^[a-z](?!.*--)[a-z0-9-]{0,38}[a-z0-9]$/),
  rule('aws_elasticache_user_group', 'user_group_id', /^[a-z](?!.*--)[a-z0-9-]{0,38}[a-z0-9]$/),
  rule('aws_glue_catalog_database', 'name', /^[a-z0-9_]{1,255}$/),
  rule('aws_iam_instance_profile', 'name', /^[\w+=,.@-]{1,128}$/),
  rule('aws_iam_policy', 'name', /^[\w+=,.@-]{1,128}$/),
  rule('aws_iam_role', 'name', /^[\w+=,.@-]{1,64}$/),
  rule('aws_kinesis_firehose_delivery_stream', 'name', /^[\w.-]{1,64}$/),
  rule('aws_kinesis_stream', 'name', /^[\w.-]{1,128}$/),
  rule('aws_kms_alias', 'name', /^alias\/(?!aws\/)[\w/-]{1,250}$/),
  rule('aws_lb', 'name', /^(?!internal-)[A-Za-z0-9][A-Za-z0-9-]{0,30}[A-Za-z0-9]$/),
  rule('aws_lb_target_group', 'name', /^[A-Za-z0-9][A-Za-z0-9-]{0,30}[A-Za-z0-9]$/),
  rule('aws_opensearch_domain', 'domain_name', /^[a-z][a-z0-9-]{2,27}$/),
  rule('aws_rds_cluster', 'cluster_identifier', /^[a-z](?!.*--)[a-z0-9-]{0,61}[a-z0-9]$/),
  rule('aws_rds_cluster_instance', 'identifier', /^[a-z](?!.*--)[a-z0-9-]{0,61}[a-z0-9]$/),
  rule('aws_rds_global_cluster', 'global_cluster_identifier', /^[a-z](?!.*--)[a-z0-9-]{0,61}[a-z0-9]$/),
  rule('aws_s3_bucket', 'bucket', /^(?!xn--)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/),
  rule('aws_secretsmanager_secret', 'name', /^[\w/+=.@-]{1,512}$/),
  rule('aws_security_group', 'name', /^(?!sg-)[\w .:/()#,@[\]+=&;{}!$*-]{1,255}$/),
  rule('aws_security_group', 'description', /^[\w .:/()#,@[\]+=&;{}!$*-]{1,255}$/),
  rule('aws_vpc_security_group_ingress_rule', 'description', /^[\w .:/()#,@[\]+=&;{}!$*-]{1,255}$/),
  rule('aws_vpc_security_group_egress_rule', 'description', /^[\w .:/()#,@[\]+=&;{}!$*-]{1,255}$/),
  rule('aws_sns_topic', 'name', /^[\w-]{1,251}(\.fifo)?$/),
  rule('aws_sqs_queue', 'name', /^(?=.{1,80}$)[\w-]+(\.fifo)?$/),
  rule('aws_ssm_parameter', 'name', /^\/(?!aws|ssm)[\w./-]{1,1010}$/),
  rule('aws_wafv2_web_acl', 'name', /^[\w-]{1,128}$/),
];
