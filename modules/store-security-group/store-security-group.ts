import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js';
import { Construct } from 'constructs';
import { parseCidr } from '../environments/cidr.ts';

export interface StoreSecurityGroupProps {
  readonly name: string;
  /** What it guards, e.g. `Aurora`. */
  readonly store: string;
  readonly vpcId: string;
  /** The only port that is open. */
  readonly port: number;
  /** The ranges of the subnets whose nodes and pods may connect. Each is a part of the network, never everything. */
  readonly clientCidrs: readonly string[];
}

/**
 * Lets the private subnets reach a store on its port, and the store reach nothing.
 *
 * It names address ranges and not the cluster's security group: a store is made without waiting for a cluster, and a
 * cluster that is built anew finds it open.
 */
export class StoreSecurityGroup extends Construct {
  readonly id: string;

  constructor(scope: Construct, id: string, props: StoreSecurityGroupProps) {
    super(scope, id);
    const { name, store, vpcId, port, clientCidrs } = props;
    if (clientCidrs.length === 0) throw new Error(`Security group ${name}: nobody could reach ${store}`);
    const group = new SecurityGroup(this, 'group', {
      name,
      description: `${store}: port ${port} from the private subnets`,
      vpcId,
      tags: { Name: name },
      lifecycle: { createBeforeDestroy: true },
    });
    for (const [index, cidr] of clientCidrs.entries()) {
      if ((parseCidr(cidr)?.prefixLength ?? 0) < 16) {
        throw new Error(`Security group ${name}: ${cidr} is wider than a network (/16)`);
      }
      new VpcSecurityGroupIngressRule(this, `clients-${index}`, {
        securityGroupId: group.id,
        description: 'A private subnet',
        cidrIpv4: cidr,
        ipProtocol: 'tcp',
        fromPort: port,
        toPort: port,
      });
    }
    this.id = group.id;
  }
}
