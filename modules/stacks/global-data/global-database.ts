import { GlobalDatabase } from '../../aurora-global/global-database.ts';
import type { EvermartStack } from '../evermart-stack.ts';

/** Without a standby there is nothing to span, and the small instance classes can't be in a global database. */
export function globalDatabase(stack: EvermartStack): void {
  const { primary, standby } = stack.environment;
  if (standby === undefined) return;
  new GlobalDatabase(stack, 'database', {
    identifier: stack.names.globalDatabase(),
    provider: stack.providerIn(primary.region),
  });
}
