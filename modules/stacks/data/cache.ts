import { Redis, redisPort } from '../../redis/redis.ts';
import { RedisUsers } from '../../redis/redis-users.ts';
import { SnapshotExport } from '../../redis/snapshot-export.ts';
import { GeneratedSecret } from '../../secret/generated-secret.ts';
import { StoreSecurityGroup } from '../../store-security-group/store-security-group.ts';
import type { EvermartStack } from '../evermart-stack.ts';
import type { StoreSurroundings } from './store-surroundings.ts';

/** Raise it to have a new password made, for the user and the secret. */
const passwordVersion = 1;
const userName = 'evermart';

/** Redis, its user, and the user's secret: each region has its own, and needs nothing of the other's. */
export function cache(stack: EvermartStack, surroundings: StoreSurroundings): void {
  const { names, settings, environment } = stack;
  const { vpcId, clientCidrs, keyArn, subnetIds } = surroundings;
  const users = redisUsers(stack, keyArn);
  const securityGroup = new StoreSecurityGroup(stack, 'redis-security-group', {
    name: names.of('securityGroup', 'redis'),
    store: 'Redis',
    vpcId,
    port: redisPort,
    clientCidrs,
  });
  const redis = new Redis(stack, 'redis', {
    name: names.redis(),
    ...settings.sizes.redis,
    subnetIds,
    securityGroupId: securityGroup.id,
    userGroupId: users.groupId,
    keyArn,
    snapshotRetentionDays: environment.backupRetentionDays,
    slowLogGroup: surroundings.logGroup('redis-log-slow', names.logGroup('data/redis-slow')).groupName,
    engineLogGroup: surroundings.logGroup('redis-log-engine', names.logGroup('data/redis-engine')).groupName,
  });
  stack.publishParameter(stack.paths.redisEndpoint(), redis.endpoint);
  exportSnapshots(stack, surroundings);
}

/** In each region: after a failover the standby's go the other way. */
function exportSnapshots(stack: EvermartStack, surroundings: StoreSurroundings): void {
  const { names, arns, region, account } = stack;
  new SnapshotExport(stack, 'redis-export', {
    name: names.redisExport(),
    region,
    account,
    replicationGroupId: names.redis(),
    elastiCacheArn: (resource) => arns.regional('elasticache', resource),
    bucketName: names.bucket('backups'),
    bucketArn: arns.bucket('backups'),
    keyArn: surroundings.keyArn,
    logGroupArn: surroundings.logGroup('redis-log-export', names.logGroup('data/redis-export')).arn,
    roleName: names.role('redis-export'),
    scheduleRoleName: names.role('redis-export-schedule'),
    permissionsBoundary: arns.permissionBoundary(),
  });
}

function redisUsers(stack: EvermartStack, keyArn: string): RedisUsers {
  const { names, arns } = stack;
  const secret = new GeneratedSecret(stack, 'secret-redis', {
    name: names.secret('redis'),
    description: 'The user of Redis in this region, filled by terraform',
    keyArn,
    content: { username: userName, password: '{random}' },
    version: passwordVersion,
  });
  const userId = names.of('elastiCache', 'redis-services');
  return new RedisUsers(stack, 'redis-users', {
    userId,
    userName,
    defaultUserId: names.of('elastiCache', 'redis-default'),
    groupId: names.of('elastiCache', 'redis-users'),
    userArn: arns.regional('elasticache', `user:${userId}`),
    secretName: names.secret('redis'),
    secret,
    keyArn,
    stackName: `${names.prefix}-redis-user`,
    roleName: names.role('redis-user'),
    permissionsBoundary: arns.permissionBoundary(),
  });
}
