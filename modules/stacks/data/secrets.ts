import { type DatabaseName, type SecretName, services } from '@evermart/contracts/topology';
import { GeneratedSecret } from '../../secret/generated-secret.ts';
import { Secret } from '../../secret/secret.ts';
import { topologySecrets } from '../../secret/topology-secrets.ts';
import type { EvermartStack } from '../evermart-stack.ts';
import type { StoreSurroundings } from './store-surroundings.ts';

/** Raise one to have its value made anew; what uses the secret then needs a rollout. */
const versions = { master: 1, database: 1, topology: 1 };

const databases: readonly DatabaseName[] = Object.values(services).flatMap(({ database }) => database ?? []);

/**
 * Secrets that both regions read. The primary owns them; the standby has a replica under the same name, which is there
 * while the primary is not.
 * @returns the master of the database
 */
export function replicatedSecrets(stack: EvermartStack, surroundings: StoreSurroundings): GeneratedSecret {
  const common = (name: string) => ({
    name: stack.names.secret(name),
    keyArn: surroundings.keyArn,
    ...(stack.otherRegion === undefined
      ? {}
      : { replica: { region: stack.otherRegion, keyArn: surroundings.keyArnIn(stack.otherRegion) } }),
  });
  for (const name of Object.keys(topologySecrets) as SecretName[]) {
    const { filledBy, content } = topologySecrets[name];
    const props = { ...common(name), description: `${Object.keys(content).join(', ')}, filled by ${filledBy}` };
    if (filledBy === 'terraform') {
      new GeneratedSecret(stack, `secret-${name}`, { ...props, content, version: versions.topology });
    }
    if (filledBy === 'operator') new Secret(stack, `secret-${name}`, props);
  }
  for (const database of databases) {
    new GeneratedSecret(stack, `secret-database-${database}`, {
      ...common(`database/${database}`),
      description: `The role that owns the database ${database}, filled by terraform`,
      content: { username: database, password: '{random}' },
      version: versions.database,
    });
  }
  return new GeneratedSecret(stack, 'secret-database-master', {
    ...common('database/master'),
    description: 'Makes databases and their roles, filled by terraform; no service reads it',
    content: { username: masterUsername, password: '{random}' },
    version: versions.master,
  });
}

export const masterUsername = 'evermart';
