import { Key, ReplicaKey } from '../../key/key.ts';
import { logsMayEncrypt } from '../../key/key-statements.ts';
import { redisSnapshotsMayBeEncrypted } from '../../redis/export-statements.ts';
import type { EvermartStack } from '../evermart-stack.ts';

/** ARNs of the key `data` in both regions. */
export interface DataKeys {
  readonly primary: string;
  /** `undefined` where there is no standby. */
  readonly standby: string | undefined;
}

/** One key for all stores, found by its alias in both regions. Its id is the same there, so ARNs can be derived. */
export function dataKeys(stack: EvermartStack): DataKeys {
  const { primary, standby } = stack.environment;
  const key = new Key(stack, 'data-key', { ...dataKeyIn(stack, primary.region), multiRegion: true });
  if (standby === undefined) return { primary: key.arn, standby: undefined };
  const replica = new ReplicaKey(stack, 'data-key-standby', {
    ...dataKeyIn(stack, standby.region),
    primaryKeyArn: key.arn,
  });
  return { primary: key.arn, standby: replica.arn };
}

function dataKeyIn(stack: EvermartStack, region: string) {
  const arns = stack.arnsIn(region);
  const auroraLogs = `log-group:/aws/rds/cluster/${stack.names.databaseCluster()}/*`;
  return {
    description: 'Stores, secrets, and the logs of stores',
    alias: stack.names.keyAlias('data'),
    accountRoot: arns.accountRoot(),
    statements: [
      logsMayEncrypt(region, [arns.logGroup('data/*'), arns.regional('logs', auroraLogs)]),
      redisSnapshotsMayBeEncrypted(region, arns.bucket('backups')),
    ],
    provider: stack.providerIn(region),
  };
}
