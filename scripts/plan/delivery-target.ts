import { environments } from '../../modules/environments.ts';
import { type Delivery, namesOf } from '../../modules/naming.ts';

/** What a workflow has to know before it can sign in. */
export interface DeliveryTarget {
  readonly role: string;
  /** Where the environment keeps what belongs to both of its regions. */
  readonly region: string;
}

export const deliveries: readonly Delivery[] = ['plan', 'drift', 'deploy'];

/** @throws Error that names the environments, or the roles, there are */
export function deliveryTarget(name: string | undefined, delivery: string | undefined): DeliveryTarget {
  const environment = environments.find((candidate) => candidate.name === name);
  if (environment === undefined) {
    throw new Error(`--env ${name}: the environments are ${environments.map((known) => known.name).join(', ')}`);
  }
  const role = deliveries.find((known) => known === delivery);
  if (role === undefined) throw new Error(`--role ${delivery}: one of ${deliveries.join(', ')}`);
  const { accountId, primary, witness } = environment;
  const region = witness ?? primary.region;
  return { role: `arn:aws:iam::${accountId}:role/${namesOf(environment.name, region).deliveryRole(role)}`, region };
}
