import { Key } from '../../key/key.ts';
import { GeneratedSecret } from '../../secret/generated-secret.ts';
import type { EvermartStack } from '../evermart-stack.ts';
import type { DataKeys } from './data-keys.ts';

/**
 * What proves to the load balancers that a request came through the distribution. Only the home region writes it; each
 * region reads its own copy, so that no region needs another one to plan.
 */
export function originSecret(stack: EvermartStack, keys: DataKeys): void {
  const { environment, names, region: home } = stack;
  const copies = [
    { region: environment.primary.region, keyArn: keys.primary },
    ...(environment.standby === undefined || keys.standby === undefined
      ? []
      : [{ region: environment.standby.region, keyArn: keys.standby }]),
  ].filter(({ region }) => region !== home);
  new GeneratedSecret(stack, 'origin-secret', {
    name: names.originSecret(),
    description: 'The header by which load balancers know the distribution',
    keyArn: copies.length === 0 ? keys.primary : homeKeyOf(stack),
    content: { value: '{random}' },
    version: 1,
    ...(copies.length === 0 ? {} : { replica: copies }),
  });
}

/** The key `data` is in the serving regions; the witness has one for this alone. */
const homeKeyOf = (stack: EvermartStack) =>
  new Key(stack, 'origin-secret-key', {
    description: 'The secret of the origins',
    alias: stack.names.keyAlias('origin'),
    accountRoot: stack.arns.accountRoot(),
  }).arn;
