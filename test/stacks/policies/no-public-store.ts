import { nameOf, type Resource, refersTo, resourcesIn, resourcesOf } from '../../support/synthesized.ts';
import { isOn, isSet, setAt, valuesAt } from '../arguments.ts';
import type { Policy } from '../policy.ts';
import { statementsIn } from '../statements.ts';

const blocks = ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'] as const;

/** Whoever may reach it sits in the network. */
const inside: Readonly<Record<string, (given: Resource['arguments'], resource: Resource) => boolean>> = {
  aws_elasticache_replication_group: (given) => isSet(given, 'subnet_group_name') && isSet(given, 'security_group_ids'),
  aws_opensearch_domain: (given) =>
    valuesAt(given, 'vpc_options.subnet_ids').length > 0 &&
    valuesAt(given, 'vpc_options.security_group_ids').length > 0,
  aws_rds_cluster: (given) => isSet(given, 'db_subnet_group_name') && isSet(given, 'vpc_security_group_ids'),
  aws_rds_cluster_instance: (given) => !isOn(given, 'publicly_accessible'),
  aws_s3_account_public_access_block: (given) => blocks.every((block) => isOn(given, block)),
  aws_s3_bucket: (_, bucket) =>
    resourcesIn(bucket.stack, 'aws_s3_bucket_public_access_block').some(
      ({ arguments: given }) => refersTo(given.bucket, bucket) && blocks.every((block) => isOn(given, block)),
    ),
};

/** Whom a policy of a resource lets in. Services and this account's roles are named, anybody never is. */
const anybody = (estate: Parameters<Policy['violationsIn']>[0]) =>
  statementsIn(estate)
    .filter(({ effect, principals, conditions }) => effect === 'Allow' && principals.includes('*') && !conditions)
    .map(({ resource, sid }) => `${nameOf(resource)}: statement ${sid} lets anybody in`);

const openPorts = (estate: Parameters<Policy['violationsIn']>[0]) => [
  ...resourcesOf(estate, 'aws_vpc_security_group_ingress_rule')
    .filter(({ arguments: given }) => given.cidr_ipv4 === '0.0.0.0/0' || given.cidr_ipv6 === '::/0')
    .map((rule) => `${nameOf(rule)} lets the internet in`),
  ...resourcesOf(estate, 'aws_security_group')
    .filter(({ arguments: given }) => isSet(given, 'ingress') || isSet(given, 'egress'))
    .map((group) => `${nameOf(group)} has rules of its own, which no other check sees`),
];

const first = (estate: Parameters<Policy['violationsIn']>[0], type: string) => resourcesOf(estate, type)[0]!.arguments;

export const policy: Policy = {
  guarantee: 'no store is public: each is in a subnet or behind a block, and no rule or policy lets anybody in',
  violationsIn: (estate) => [
    ...Object.entries(inside).flatMap(([type, holds]) =>
      resourcesOf(estate, type)
        .filter((resource) => !holds(resource.arguments, resource))
        .map((resource) => `${nameOf(resource)} can be reached from outside`),
    ),
    ...anybody(estate),
    ...openPorts(estate),
  ],
  mutations: [
    {
      title: 'makes a database instance public',
      apply: (estate) => setAt(first(estate, 'aws_rds_cluster_instance'), 'publicly_accessible', true),
    },
    {
      title: "lets a bucket's policy be public",
      apply: (estate) => setAt(first(estate, 'aws_s3_bucket_public_access_block'), 'block_public_policy', false),
    },
    {
      title: 'opens a port to the internet',
      apply: (estate) => setAt(first(estate, 'aws_vpc_security_group_ingress_rule'), 'cidr_ipv4', '0.0.0.0/0'),
    },
    {
      title: 'lets anybody use a key',
      apply: (estate) =>
        setAt(
          first(estate, 'aws_kms_key'),
          'policy',
          JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' }] }),
        ),
    },
  ],
};
