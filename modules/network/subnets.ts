import { RouteTable } from '@cdktf/provider-aws/lib/route-table/index.js';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association/index.js';
import { Subnet } from '@cdktf/provider-aws/lib/subnet/index.js';
import { Construct } from 'constructs';
import type { SubnetTier } from '../naming.ts';

export interface SubnetsProps {
  readonly name: string;
  readonly vpcId: string;
  readonly tier: SubnetTier;
  readonly availabilityZones: readonly string[];
  /** One a zone. */
  readonly cidrs: readonly string[];
  /** Beside `Name` and `tier`, e.g. what load balancers and Karpenter look for. */
  readonly tags: Readonly<Record<string, string>>;
}

/** One subnet and one route table a zone, so that a zone's traffic can stay in it. Nothing is routed yet. */
export class Subnets extends Construct {
  /** In the zones' order. */
  readonly ids: readonly string[];
  readonly routeTableIds: readonly string[];

  constructor(scope: Construct, id: string, props: SubnetsProps) {
    super(scope, id);
    const { name, vpcId, tier, availabilityZones, cidrs, tags } = props;
    const made = availabilityZones.map((zone, index) => {
      const letter = zone.slice(-1);
      const ownTags = { Name: `${name}-${tier}-${letter}`, tier };
      const subnet = new Subnet(this, `subnet-${letter}`, {
        vpcId,
        availabilityZone: zone,
        cidrBlock: cidrs[index]!,
        mapPublicIpOnLaunch: false,
        tags: { ...tags, ...ownTags },
      });
      const routes = new RouteTable(this, `routes-${letter}`, { vpcId, tags: ownTags });
      new RouteTableAssociation(this, `association-${letter}`, { subnetId: subnet.id, routeTableId: routes.id });
      return { subnetId: subnet.id, routeTableId: routes.id };
    });
    this.ids = made.map(({ subnetId }) => subnetId);
    this.routeTableIds = made.map(({ routeTableId }) => routeTableId);
  }
}
