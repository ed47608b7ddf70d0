import { expect } from 'chai';
import { z } from 'zod';
import { GeneratedSecret } from '../../secret/generated-secret.ts';
import { resourcesOf } from '../../test/resources-of.ts';
import { Redis, type RedisProps } from '../redis.ts';
import { RedisUsers } from '../redis-users.ts';

const keyArn = 'arn:aws:kms:eu-west-1:111111111111:key/mrk-1';
const props: RedisProps = {
  name: 'evermart-dev-redis',
  nodeType: 'cache.t4g.small',
  nodes: 2,
  subnetIds: ['subnet-1', 'subnet-2'],
  securityGroupId: 'sg-1',
  userGroupId: 'evermart-dev-redis-users',
  keyArn,
  snapshotRetentionDays: 7,
  slowLogGroup: '/evermart-dev/data/redis-slow',
  engineLogGroup: '/evermart-dev/data/redis-engine',
};

const groupWith = (change: Partial<RedisProps> = {}) =>
  resourcesOf((stack) => new Redis(stack, 'redis', { ...props, ...change })).only('aws_elasticache_replication_group');

const users = (version = 1) =>
  resourcesOf((stack) => {
    const secret = new GeneratedSecret(stack, 'secret', {
      name: 'evermart-dev/redis',
      description: 'Tests',
      keyArn,
      content: { username: 'evermart', password: '{random}' },
      version,
    });
    new RedisUsers(stack, 'users', {
      userId: 'evermart-dev-redis-services',
      userName: 'evermart',
      defaultUserId: 'evermart-dev-redis-default',
      groupId: 'evermart-dev-redis-users',
      userArn: 'arn:aws:elasticache:eu-west-1:111111111111:user:evermart-dev-redis-services',
      secretName: 'evermart-dev/redis',
      secret,
      keyArn,
      stackName: 'evermart-dev-redis-user',
      roleName: 'evermart-dev-eu-west-1-redis-user',
      permissionsBoundary: 'arn:aws:iam::111111111111:policy/boundary',
    });
  });

const Template = z.object({
  Resources: z.object({ User: z.object({ Properties: z.looseObject({ AccessString: z.string() }) }) }),
});
const userIn = (resources: ReturnType<typeof users>) => {
  const { template_body } = resources.only('aws_cloudformation_stack');
  return Template.parse(JSON.parse(z.string().parse(template_body))).Resources.User.Properties;
};

describe('Redis', () => {
  it('is encrypted at rest and on the way, and speaks to users of its group only', () => {
    expect(groupWith()).to.deep.include({
      at_rest_encryption_enabled: 'true',
      kms_key_id: keyArn,
      transit_encryption_enabled: true,
      transit_encryption_mode: 'required',
      user_group_ids: ['evermart-dev-redis-users'],
    });
    expect(groupWith()).to.not.have.property('auth_token');
  });

  it('survives a zone where it has two nodes', () => {
    expect(groupWith()).to.include({ automatic_failover_enabled: true, multi_az_enabled: true });
    expect(groupWith({ nodes: 1 })).to.include({ automatic_failover_enabled: false, multi_az_enabled: false });
  });

  it('keeps daily snapshots and a last one, and is not destroyed by Terraform', () => {
    expect(groupWith()).to.include({
      snapshot_retention_limit: 7,
      final_snapshot_identifier: 'evermart-dev-redis-final',
    });
    expect(groupWith().lifecycle).to.deep.equal({ prevent_destroy: true });
  });

  it('forgets what was used least recently rather than refusing writes', () => {
    const resources = resourcesOf((stack) => new Redis(stack, 'redis', props));

    expect(resources.only('aws_elasticache_parameter_group').parameter).to.deep.equal([
      { name: 'maxmemory-policy', value: 'allkeys-lru' },
    ]);
  });

  it('writes slow commands and its own messages to log groups', () => {
    const logs = groupWith().log_delivery_configuration as { log_type: string; destination: string }[];

    expect(logs.map(({ log_type, destination }) => [log_type, destination])).to.deep.equal([
      ['slow-log', '/evermart-dev/data/redis-slow'],
      ['engine-log', '/evermart-dev/data/redis-engine'],
    ]);
  });
});

describe('the users of Redis', () => {
  it('are the services alone: who does not sign in may do nothing', () => {
    const resources = users();

    const [nobody] = resources.of('aws_elasticache_user');

    expect(nobody).to.include({ user_name: 'default', access_string: 'off -@all' });
    expect(resources.only('aws_elasticache_user_group').user_ids).to.have.length(2);
    expect(userIn(resources).AccessString).to.include('-@dangerous');
  });

  it('have a password that CloudFormation reads from the secret, and that stands nowhere', () => {
    const resources = users();

    expect(userIn(resources).Passwords).to.deep.equal([
      '{{resolve:secretsmanager:evermart-dev/redis:SecretString:password}}',
    ]);
    expect(resources.of('aws_elasticache_user').some((user) => 'passwords' in user)).to.equal(false);
  });

  it('get the new password of a new version, because the template changes with it', () => {
    expect(userIn(users(2))).to.not.deep.equal(userIn(users(1)));
  });

  it('are made by a role that may read this password and make this user, and no other', () => {
    const { policy } = users().only('aws_iam_role_policy');

    const { Statement } = z
      .object({ Statement: z.array(z.object({ Resource: z.array(z.string()) })) })
      .parse(JSON.parse(z.string().parse(policy)));

    for (const resource of Statement.flatMap(({ Resource }) => Resource)) expect(resource).to.not.include('*');
  });
});
