import { IamServiceLinkedRole } from '@cdktf/provider-aws/lib/iam-service-linked-role/index.js';
import { Construct } from 'constructs';

/**
 * Roles that something names or needs before the service would make them by itself: OpenSearch refuses a domain in a VPC,
 * a key's policy refuses a principal that does not exist (Auto Scaling), Karpenter may not make the one of Spot, and
 * ElastiCache would need more rights of whoever makes the first cache.
 * Source: each service's guide, "Using service-linked roles".
 */
export const rolesNeededBefore = [
  'autoscaling.amazonaws.com',
  'elasticache.amazonaws.com',
  'opensearchservice.amazonaws.com',
  'spot.amazonaws.com',
] as const;

/** Once an account. An account in which one of them exists already imports it. */
export class ServiceLinkedRoles extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const awsServiceName of rolesNeededBefore) {
      new IamServiceLinkedRole(this, awsServiceName.split('.')[0] ?? awsServiceName, {
        awsServiceName,
        // AWS writes the description.
        lifecycle: { preventDestroy: true, ignoreChanges: ['description'] },
      });
    }
  }
}
