import { bucketNames as buckets } from '@evermart/contracts/topology';
import type { Environment } from '../../../modules/environments/environment.ts';
import { namesOf } from '../../../modules/naming.ts';
import { type Estate, nameOf, type Resource, refersTo, resourcesOf, stacksNamed } from '../../support/synthesized.ts';
import { isOn, setAt, valueAt, valuesAt } from '../arguments.ts';
import type { Policy } from '../policy.ts';

type Pair = Environment & { readonly standby: NonNullable<Environment['standby']> };

const isPair = (environment: Environment): environment is Pair => environment.standby !== undefined;

const own = (estate: Estate, environment: Environment, type: string) =>
  resourcesOf(estate, type).filter(({ stack }) => stack.environment.name === environment.name);

/** Both ways: after a failover the standby is where objects are written. */
function bucketViolations(estate: Estate, environment: Pair): readonly string[] {
  const { name, primary, standby } = environment;
  const rules = own(estate, environment, 'aws_s3_bucket_replication_configuration');
  return buckets.flatMap((bucket) =>
    [
      [primary.region, standby.region],
      [standby.region, primary.region],
    ].flatMap(([from, to]) => {
      const source = namesOf(name, from!).bucket(bucket);
      const target = `:::${namesOf(name, to!).bucket(bucket)}`;
      const found = rules.find(({ arguments: given }) => given.bucket === source);
      const whole = found !== undefined && copiesEverything(found, target, hasKeyOfOurs(estate, source));
      return whole ? [] : [`${source} is not copied whole to ${to}`];
    }),
  );
}

/** Objects under a key of ours are left out unless the rule names them. */
const hasKeyOfOurs = (estate: Estate, name: string): boolean =>
  resourcesOf(estate, 'aws_s3_bucket_server_side_encryption_configuration').some(
    ({ stack, arguments: given }) =>
      valueAt(given, 'rule.apply_server_side_encryption_by_default.sse_algorithm') === 'aws:kms' &&
      resourcesOf({ ...estate, stacks: [stack] }, 'aws_s3_bucket').some(
        (bucket) => bucket.arguments.bucket === name && refersTo(given.bucket, bucket),
      ),
  );

const copiesEverything = ({ arguments: given }: Resource, target: string, encrypted: boolean): boolean =>
  valuesAt(given, 'rule').length > 0 &&
  valuesAt(given, 'rule').every(
    (rule) =>
      valueAt(rule, 'status') === 'Enabled' &&
      valueAt(rule, 'delete_marker_replication.status') === 'Enabled' &&
      valueAt(rule, 'destination.replication_time.status') === 'Enabled' &&
      valueAt(rule, 'source_selection_criteria.replica_modifications.status') === 'Enabled' &&
      (!encrypted || valueAt(rule, 'source_selection_criteria.sse_kms_encrypted_objects.status') === 'Enabled') &&
      String(valueAt(rule, 'destination.bucket')).endsWith(target),
  );

function imageViolations(estate: Estate, environment: Pair): readonly string[] {
  const targets = own(estate, environment, 'aws_ecr_replication_configuration').flatMap(({ arguments: given }) =>
    valuesAt(given, 'replication_configuration.rule.destination.region'),
  );
  return [environment.primary.region, environment.standby.region]
    .filter((region) => !targets.includes(region))
    .map((region) => `${environment.name}: no image reaches ${region}`);
}

function backupViolations(estate: Estate, environment: Pair): readonly string[] {
  // The standby's plan does not reach into a region that may be gone.
  const plans = own(estate, environment, 'aws_backup_plan').filter(({ stack }) => stack.role !== 'standby');
  return [
    ...(plans.length === 0 ? [`${environment.name} has no backup plan`] : []),
    ...plans
      .filter(({ arguments: given }) =>
        valuesAt(given, 'rule').some((rule) => valuesAt(rule, 'copy_action').length === 0),
      )
      .map((plan) => `${nameOf(plan)} keeps its backups in one region`),
  ];
}

function keyViolations(estate: Estate, environment: Pair): readonly string[] {
  const multi = own(estate, environment, 'aws_kms_key').filter(({ arguments: given }) => isOn(given, 'multi_region'));
  const replicas = own(estate, environment, 'aws_kms_replica_key');
  return [
    ...(multi.length === 0 ? [`${environment.name} has no multi-Region key`] : []),
    ...multi
      .filter((key) => !replicas.some(({ arguments: given }) => String(given.primary_key_arn).includes(key.address)))
      .map((key) => `${nameOf(key)} can't decrypt in the standby region`),
  ];
}

/** What neither region owns is read in both. */
function secretViolations(estate: Estate, environment: Pair): readonly string[] {
  return own(estate, environment, 'aws_secretsmanager_secret')
    .filter(({ stack }) => stack.role === 'global')
    .flatMap((secret) => {
      const regions = valuesAt(secret.arguments, 'replica.region');
      return [environment.primary.region, environment.standby.region]
        .filter((region) => !regions.includes(region))
        .map((region) => `${nameOf(secret)} can't be read in ${region}`);
    });
}

const ofPair = (estate: Estate, type: string) =>
  resourcesOf(estate, type).find(({ stack }) => isPair(stack.environment))!;

export const policy: Policy = {
  guarantee: 'objects, images, backups and keys are in both regions',
  violationsIn(estate) {
    const pairs = estate.environments.filter(isPair);
    if (pairs.length === 0 || stacksNamed(estate, 'data').length === 0) return ['no environment with two regions'];
    return pairs.flatMap((environment) => [
      ...bucketViolations(estate, environment),
      ...imageViolations(estate, environment),
      ...backupViolations(estate, environment),
      ...keyViolations(estate, environment),
      ...secretViolations(estate, environment),
    ]);
  },
  mutations: [
    {
      title: 'copies objects one way only',
      apply(estate) {
        const { stack, address } = ofPair(estate, 'aws_s3_bucket_replication_configuration');
        delete stack.json.resource.aws_s3_bucket_replication_configuration![address.split('.')[1]!];
      },
    },
    {
      title: 'does not copy deletions',
      apply: (estate) =>
        setAt(
          ofPair(estate, 'aws_s3_bucket_replication_configuration').arguments,
          'rule.delete_marker_replication.status',
          'Disabled',
        ),
    },
    {
      title: 'keeps backups in one region',
      apply(estate) {
        for (const { arguments: given } of resourcesOf(estate, 'aws_backup_plan')) setAt(given, 'rule.copy_action', []);
      },
    },
    {
      title: 'removes the replica of a key',
      apply(estate) {
        const { stack, address } = ofPair(estate, 'aws_kms_replica_key');
        delete stack.json.resource.aws_kms_replica_key![address.split('.')[1]!];
      },
    },
  ],
};
