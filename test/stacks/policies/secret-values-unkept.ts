import { namesOf } from '../../../modules/naming.ts';
import { type Estate, nameOf, resourcesOf } from '../../support/synthesized.ts';
import type { Policy } from '../policy.ts';

/** Arguments whose values Terraform keeps in its state. Each has a way around: write-only, ephemeral, or CloudFormation. */
const keptSecrets = new Set([
  'secret_string',
  'secret_binary',
  'master_password',
  'master_user_password',
  'auth_token',
  'password',
  'passwords',
  'client_secret',
]);

/**
 * Reading a secret writes it into the state, too. One is read: what tells a load balancer that a request came through the
 * distribution. Both of those hold it in plain text by their nature, and it opens nothing by itself.
 */
const keepingReads = new Set([
  'aws_secretsmanager_secret_version',
  'aws_secretsmanager_random_password',
  'aws_kms_secrets',
]);

const writeOnly = /_wo$/;

function keysOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[key, inner] as const, ...keysOf(inner)]);
}

function violationsIn(estate: Estate): readonly string[] {
  const resources = resourcesOf(estate);
  const kept = resources.flatMap((resource) =>
    keysOf(resource.arguments).flatMap(([key, value]) => [
      ...(keptSecrets.has(key) ? [`${nameOf(resource)} keeps ${key} in the state`] : []),
      ...(writeOnly.test(key) && typeof value === 'string' && !value.includes('${ephemeral.')
        ? [`${nameOf(resource)} has ${key} in plain text`]
        : []),
    ]),
  );
  const read = estate.stacks.flatMap(({ id, environment, json }) =>
    Object.entries(json.data)
      .filter(([type]) => keepingReads.has(type))
      .flatMap(([type, blocks]) =>
        Object.entries(blocks).map(([name, block]) => ({ address: `${type}.${name}`, block })),
      )
      .filter(({ block }) => block.secret_id !== namesOf(environment.name, environment.primary.region).originSecret())
      .map(({ address }) => `${id} reads ${address}, which its state keeps`),
  );
  return [...kept, ...read];
}

const primaryData = (estate: Estate) => estate.stacks.find(({ name, role }) => name === 'data' && role === 'primary')!;

export const policy: Policy = {
  guarantee: "no secret's value stands in what is synthesized, in a plan or in a state",
  violationsIn(estate) {
    const versions = resourcesOf(estate, 'aws_secretsmanager_secret_version');
    return [...(versions.length === 0 ? ['no secret has a value'] : []), ...violationsIn(estate)];
  },
  mutations: [
    {
      title: 'writes a value that the state keeps',
      apply(estate) {
        const [version] = resourcesOf(estate, 'aws_secretsmanager_secret_version');
        version!.arguments.secret_string = version!.arguments.secret_string_wo;
      },
    },
    {
      title: 'writes a password in plain text',
      apply(estate) {
        resourcesOf(estate, 'aws_rds_cluster')[0]!.arguments.master_password_wo = 'correct horse';
      },
    },
    {
      title: 'gives Redis a token for everybody',
      apply(estate) {
        resourcesOf(estate, 'aws_elasticache_replication_group')[0]!.arguments.auth_token = `\${var.token}`;
      },
    },
    {
      title: 'reads a secret into the state',
      apply(estate) {
        primaryData(estate).json.data.aws_secretsmanager_secret_version = { master: {} };
      },
    },
  ],
};
