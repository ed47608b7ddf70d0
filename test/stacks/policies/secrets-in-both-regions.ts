import { type DatabaseName, type SecretName, services } from '@evermart/contracts/topology';
import type { Environment } from '../../../modules/environments/environment.ts';
import { namesOf } from '../../../modules/naming.ts';
import {
  type Estate,
  nameOf,
  type Resource,
  resourcesIn,
  resourcesOf,
  stacksNamed,
} from '../../support/synthesized.ts';
import type { Policy } from '../policy.ts';

const all = Object.values(services);
const databases: readonly DatabaseName[] = all.flatMap(({ database }) => database ?? []);
/** Cognito gives its client's secret out, so the stack of the user pool writes it. */
const byCloudFormation: readonly SecretName[] = ['cognito-client'];

function expectedIn({ name, primary }: Environment): readonly string[] {
  const names = namesOf(name, primary.region);
  const topology = [...new Set(all.flatMap(({ secrets }) => secrets))].filter(
    (secret) => !byCloudFormation.includes(secret),
  );
  return [...topology, 'database/master', ...databases.map((database) => `database/${database}`)].map(names.secret);
}

const replicaOf = ({ arguments: { replica } }: Resource): Record<string, unknown> | undefined =>
  Array.isArray(replica) ? replica[0] : undefined;

const secretsNamed = (estate: Estate, environment: Environment, name: string) =>
  resourcesOf(estate, 'aws_secretsmanager_secret').filter(
    ({ stack, arguments: a }) => stack.environment.name === environment.name && a.name === name,
  );

function violationsOf(estate: Estate, environment: Environment): readonly string[] {
  return expectedIn(environment).flatMap((name) => {
    const [secret, ...more] = secretsNamed(estate, environment, name);
    if (secret === undefined || more.length > 0) return [`${environment.name}: not one owner of ${name}`];
    const replica = replicaOf(secret);
    return [
      ...(secret.stack.role === 'primary' ? [] : [`${nameOf(secret)} is not owned by the primary`]),
      ...(replica?.region === environment.standby?.region
        ? []
        : [`${nameOf(secret)}: ${name} is replicated to ${replica?.region}, not ${environment.standby?.region}`]),
      ...(replica !== undefined && !String(replica.kms_key_id).includes(`:kms:${environment.standby?.region}:`)
        ? [`${nameOf(secret)}: the replica is encrypted by a key of another region`]
        : []),
    ];
  });
}

const inPair = (estate: Estate) =>
  stacksNamed(estate, 'data')
    .flatMap((stack) => resourcesIn(stack, 'aws_secretsmanager_secret'))
    .find(replicaOf)!;

export const policy: Policy = {
  guarantee: 'each secret that both regions need has one owner, in the primary, and a replica in the standby',
  violationsIn: (estate) => estate.environments.flatMap((environment) => violationsOf(estate, environment)),
  mutations: [
    {
      title: 'removes a replica',
      apply(estate) {
        inPair(estate).arguments.replica = [];
      },
    },
    {
      title: "encrypts a replica with the primary's key",
      apply(estate) {
        const secret = inPair(estate);
        replicaOf(secret)!.kms_key_id = secret.arguments.kms_key_id;
      },
    },
    {
      title: 'removes a secret',
      apply(estate) {
        const { stack, address } = inPair(estate);
        delete stack.json.resource.aws_secretsmanager_secret![address.split('.')[1]!];
      },
    },
  ],
};
