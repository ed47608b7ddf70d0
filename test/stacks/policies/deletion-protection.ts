import { nameOf, type Resource, refersTo, resourcesIn, resourcesOf } from '../../support/synthesized.ts';
import { isOn, isSet, setAt, valueAt, valuesAt } from '../arguments.ts';
import type { Policy } from '../policy.ts';

const atLeast = (given: unknown, path: string, least: number) => Number(valueAt(given, path) ?? 0) >= least;

/** What AWS itself must refuse or keep, whoever asks: Terraform's own refusal is another policy. */
const kept: Readonly<Record<string, (given: Resource['arguments'], resource: Resource) => boolean>> = {
  aws_dynamodb_table: (given) =>
    isOn(given, 'deletion_protection_enabled') &&
    isOn(given, 'point_in_time_recovery.enabled') &&
    valuesAt(given, 'replica').every(
      (replica) => isOn(replica, 'deletion_protection_enabled') && isOn(replica, 'point_in_time_recovery'),
    ),
  aws_ecr_repository: (given) => !isOn(given, 'force_delete') && given.image_tag_mutability === 'IMMUTABLE',
  aws_eks_cluster: (given) => isOn(given, 'deletion_protection'),
  aws_elasticache_replication_group: (given) =>
    isSet(given, 'final_snapshot_identifier') && atLeast(given, 'snapshot_retention_limit', 1),
  aws_kms_key: (given) => atLeast(given, 'deletion_window_in_days', 30),
  aws_kms_replica_key: (given) => atLeast(given, 'deletion_window_in_days', 30),
  aws_lb: (given) => isOn(given, 'enable_deletion_protection'),
  aws_rds_cluster: (given) =>
    isOn(given, 'deletion_protection') &&
    !isOn(given, 'skip_final_snapshot') &&
    isSet(given, 'final_snapshot_identifier') &&
    atLeast(given, 'backup_retention_period', 1),
  aws_rds_global_cluster: (given) => isOn(given, 'deletion_protection') && !isOn(given, 'force_destroy'),
  aws_s3_bucket: (given, bucket) =>
    !isOn(given, 'force_destroy') &&
    resourcesIn(bucket.stack, 'aws_s3_bucket_versioning').some(
      ({ arguments: versioning }) =>
        refersTo(versioning.bucket, bucket) && valueAt(versioning, 'versioning_configuration.status') === 'Enabled',
    ),
  aws_secretsmanager_secret: (given) => atLeast(given, 'recovery_window_in_days', 7),
};

const first = (estate: Parameters<Policy['violationsIn']>[0], type: string) => resourcesOf(estate, type)[0]!.arguments;

export const policy: Policy = {
  guarantee:
    'lesson 16: AWS refuses to delete a store, or keeps its last state: protection, snapshots, versions, waiting times',
  violationsIn: (estate) =>
    Object.entries(kept).flatMap(([type, holds]) =>
      resourcesOf(estate, type)
        .filter((resource) => !holds(resource.arguments, resource))
        .map((resource) => `${nameOf(resource)} can be deleted and its data lost`),
    ),
  mutations: [
    {
      title: 'lets the database be deleted',
      apply: (estate) => setAt(first(estate, 'aws_rds_cluster'), 'deletion_protection', false),
    },
    {
      title: "skips the database's final snapshot",
      apply: (estate) => setAt(first(estate, 'aws_rds_cluster'), 'skip_final_snapshot', true),
    },
    {
      title: "switches a table's point-in-time recovery off",
      apply: (estate) => setAt(first(estate, 'aws_dynamodb_table'), 'point_in_time_recovery.enabled', false),
    },
    {
      title: "suspends a bucket's versions",
      apply: (estate) =>
        setAt(first(estate, 'aws_s3_bucket_versioning'), 'versioning_configuration.status', 'Suspended'),
    },
    {
      title: 'deletes a key within a week',
      apply: (estate) => setAt(first(estate, 'aws_kms_key'), 'deletion_window_in_days', 7),
    },
  ],
};
