import { ElasticacheUser } from '@cdktf/provider-aws/lib/elasticache-user/index.js';
import { ElasticacheUserGroup } from '@cdktf/provider-aws/lib/elasticache-user-group/index.js';
import { Construct } from 'constructs';
import { RedisUser, type RedisUserProps } from './redis-user.ts';

export interface RedisUsersProps extends Omit<RedisUserProps, 'accessString'> {
  /** The id of the user named `default`. */
  readonly defaultUserId: string;
  readonly groupId: string;
}

/** All data commands; neither those that stop or reconfigure the server nor those that read or flush everything. */
const accessString = 'on ~* &* +@all -@dangerous';

/** The services' user, and nobody else: who does not sign in is `default`, which a group must have and which is off. */
export class RedisUsers extends Construct {
  readonly groupId: string;

  constructor(scope: Construct, id: string, { defaultUserId, groupId, ...user }: RedisUsersProps) {
    super(scope, id);
    const nobody = new ElasticacheUser(this, 'default', {
      userId: defaultUserId,
      userName: 'default',
      engine: 'redis',
      accessString: 'off -@all',
      authenticationMode: { type: 'no-password-required' },
    });
    const services = new RedisUser(this, 'services', { ...user, accessString });
    const group = new ElasticacheUserGroup(this, 'group', {
      userGroupId: groupId,
      engine: 'redis',
      userIds: [nobody.userId, services.userId],
      dependsOn: [services.made],
    });
    this.groupId = group.id;
  }
}
