import { DataAwsEc2ManagedPrefixList } from '@cdktf/provider-aws/lib/data-aws-ec2-managed-prefix-list/index.js';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule/index.js';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js';
import { Construct } from 'constructs';

export interface IngressGroupsProps {
  readonly name: string;
  readonly region: string;
  readonly vpcId: string;
  /** Where the pods are, and the port on which they listen. */
  readonly targets: { readonly securityGroupId: string; readonly port: number };
}

/**
 * The lists of addresses that AWS keeps. A list counts in a security group as its greatest number of entries: 55 and
 * 25, and a group has 60 rules; so each has a group of its own.
 * Source: Amazon VPC User Guide, "Available AWS-managed prefix lists", weights.
 */
const sources = (region: string) =>
  [
    { id: 'cloudfront', prefixList: 'com.amazonaws.global.cloudfront.origin-facing', who: 'CloudFront' },
    { id: 'health-checks', prefixList: `com.amazonaws.${region}.route53-healthchecks`, who: 'Route 53 health checks' },
  ] as const;

/** Who reaches a public load balancer: CloudFront and Route 53's health checkers, and nobody else. */
export class IngressGroups extends Construct {
  readonly ids: readonly string[];

  constructor(scope: Construct, id: string, { name, region, vpcId, targets }: IngressGroupsProps) {
    super(scope, id);
    const groups = sources(region).map((source) => {
      const list = new DataAwsEc2ManagedPrefixList(this, `${source.id}-addresses`, { name: source.prefixList });
      const groupName = `${name}-${source.id}`;
      const group = new SecurityGroup(this, source.id, {
        name: groupName,
        description: `The public load balancer: ${source.who}`,
        vpcId,
        tags: { Name: groupName },
      });
      new VpcSecurityGroupIngressRule(this, `${source.id}-https`, {
        securityGroupId: group.id,
        description: `HTTPS from ${source.who}`,
        prefixListId: list.id,
        ipProtocol: 'tcp',
        fromPort: 443,
        toPort: 443,
      });
      return group;
    });
    this.ids = groups.map((group) => group.id);
    this.#toTargets(targets);
  }

  /** The balancer has all its groups at once, so one way to the pods is enough. */
  #toTargets({ securityGroupId, port }: IngressGroupsProps['targets']): void {
    const own = this.ids[0]!;
    const ports = { ipProtocol: 'tcp', fromPort: port, toPort: port };
    new VpcSecurityGroupEgressRule(this, 'to-pods', {
      ...ports,
      securityGroupId: own,
      description: 'To the gateway pods',
      referencedSecurityGroupId: securityGroupId,
    });
    new VpcSecurityGroupIngressRule(this, 'into-pods', {
      ...ports,
      securityGroupId,
      description: 'From the public load balancer',
      referencedSecurityGroupId: own,
    });
  }
}
