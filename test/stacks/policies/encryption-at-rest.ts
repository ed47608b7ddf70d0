import { nameOf, type Resource, refersTo, resourcesIn, resourcesOf } from '../../support/synthesized.ts';
import { isOn, isSet, setAt, valueAt, valuesAt } from '../arguments.ts';
import type { Policy } from '../policy.ts';

type Arguments = Resource['arguments'];

/** What encrypts each type with a key of ours, so that whoever may not use the key reads nothing. */
const encrypted: Readonly<Record<string, (given: Arguments, resource: Resource) => boolean>> = {
  aws_athena_workgroup: (given) =>
    valueAt(given, 'configuration.result_configuration.encryption_configuration.encryption_option') === 'SSE_KMS' &&
    isOn(given, 'configuration.enforce_workgroup_configuration'),
  aws_backup_vault: (given) => isSet(given, 'kms_key_arn'),
  aws_cloudwatch_log_group: (given) => isSet(given, 'kms_key_id'),
  aws_dynamodb_table: (given) =>
    isOn(given, 'server_side_encryption.enabled') &&
    isSet(given, 'server_side_encryption.kms_key_arn') &&
    valuesAt(given, 'replica').every((replica) => isSet(replica, 'kms_key_arn')),
  aws_ebs_encryption_by_default: (given) => isOn(given, 'enabled'),
  aws_ecr_repository: (given) => valueAt(given, 'encryption_configuration.encryption_type') === 'KMS',
  aws_eks_cluster: (given) =>
    valuesAt(given, 'encryption_config.resources').includes('secrets') &&
    isSet(given, 'encryption_config.provider.key_arn'),
  aws_elasticache_replication_group: (given) => isOn(given, 'at_rest_encryption_enabled') && isSet(given, 'kms_key_id'),
  aws_glue_security_configuration: (given) =>
    valueAt(given, 'encryption_configuration.cloudwatch_encryption.cloudwatch_encryption_mode') === 'SSE-KMS' &&
    valueAt(given, 'encryption_configuration.job_bookmarks_encryption.job_bookmarks_encryption_mode') === 'CSE-KMS',
  aws_kinesis_firehose_delivery_stream: (given) =>
    // A stream that it reads encrypts for it.
    isSet(given, 'kinesis_source_configuration') || isOn(given, 'server_side_encryption.enabled'),
  aws_kinesis_stream: (given) => given.encryption_type === 'KMS' && isSet(given, 'kms_key_id'),
  aws_kms_key: (given) => isOn(given, 'enable_key_rotation'),
  aws_lambda_function: (given) => isSet(given, 'kms_key_arn'),
  aws_launch_template: (given) =>
    valuesAt(given, 'block_device_mappings.ebs').length > 0 &&
    valuesAt(given, 'block_device_mappings.ebs').every((disk) => isOn(disk, 'encrypted')),
  aws_opensearch_domain: (given) =>
    isOn(given, 'encrypt_at_rest.enabled') &&
    isSet(given, 'encrypt_at_rest.kms_key_id') &&
    isOn(given, 'node_to_node_encryption.enabled'),
  aws_rds_cluster: (given) => isOn(given, 'storage_encrypted') && isSet(given, 'kms_key_id'),
  aws_rds_cluster_instance: (given) =>
    !isOn(given, 'performance_insights_enabled') || isSet(given, 'performance_insights_kms_key_id'),
  aws_rds_global_cluster: (given) => isOn(given, 'storage_encrypted'),
  aws_s3_bucket: (_, bucket) =>
    resourcesIn(bucket.stack, 'aws_s3_bucket_server_side_encryption_configuration').some(
      ({ arguments: given }) =>
        refersTo(given.bucket, bucket) && isSet(given, 'rule.apply_server_side_encryption_by_default.sse_algorithm'),
    ),
  aws_secretsmanager_secret: (given) =>
    isSet(given, 'kms_key_id') && valuesAt(given, 'replica').every((replica) => isSet(replica, 'kms_key_id')),
  aws_sns_topic: (given) => isSet(given, 'kms_master_key_id'),
  aws_sqs_queue: (given) => isSet(given, 'kms_master_key_id'),
};

export const policy: Policy = {
  guarantee: 'whatever keeps data is encrypted at rest, and keys rotate',
  violationsIn(estate) {
    return Object.entries(encrypted).flatMap(([type, holds]) =>
      resourcesOf(estate, type)
        .filter((resource) => !holds(resource.arguments, resource))
        .map((resource) => `${nameOf(resource)} is not encrypted with a key of ours`),
    );
  },
  mutations: [
    {
      title: 'leaves a database unencrypted',
      apply: (estate) => setAt(resourcesOf(estate, 'aws_rds_cluster')[0]!.arguments, 'storage_encrypted', false),
    },
    {
      title: "takes a bucket's encryption away",
      apply(estate) {
        const stack = estate.stacks.find(({ json }) => json.resource.aws_s3_bucket !== undefined)!;
        delete stack.json.resource.aws_s3_bucket_server_side_encryption_configuration;
      },
    },
    {
      title: "gives a table's replica AWS's own key",
      apply: (estate) =>
        setAt(
          resourcesOf(estate, 'aws_dynamodb_table').find(({ arguments: { replica } }) => replica !== undefined)!
            .arguments,
          'replica.kms_key_arn',
          undefined,
        ),
    },
  ],
};
