import { Eip } from '@cdktf/provider-aws/lib/eip/index.js';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway/index.js';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway/index.js';
import { Route } from '@cdktf/provider-aws/lib/route/index.js';
import { Construct } from 'constructs';
import type { Subnets } from './subnets.ts';

export interface InternetAccessProps {
  readonly name: string;
  readonly vpcId: string;
  readonly publicSubnets: Subnets;
  readonly privateSubnets: Subnets;
  /** `single` sends every zone through the first zone's gateway: cheaper, and lost with that zone. */
  readonly natGateways: 'per-availability-zone' | 'single';
}

const everywhere = '0.0.0.0/0';

/** An internet gateway for the public subnets, and NAT gateways through which the private ones reach out. */
export class InternetAccess extends Construct {
  /** What the other side sees, e.g. a payment provider that admits known addresses only. */
  readonly publicAddresses: readonly string[];

  constructor(scope: Construct, id: string, props: InternetAccessProps) {
    super(scope, id);
    const { name, vpcId, publicSubnets, privateSubnets } = props;
    const gateway = new InternetGateway(this, 'gateway', { vpcId, tags: { Name: name } });
    for (const [index, routeTableId] of publicSubnets.routeTableIds.entries()) {
      new Route(this, `public-${index}`, { routeTableId, destinationCidrBlock: everywhere, gatewayId: gateway.id });
    }
    const homes = props.natGateways === 'single' ? publicSubnets.ids.slice(0, 1) : publicSubnets.ids;
    const nats = homes.map((subnetId, index) => {
      const tags = { Name: `${name}-nat-${index}` };
      const address = new Eip(this, `nat-address-${index}`, { domain: 'vpc', tags });
      const nat = new NatGateway(this, `nat-${index}`, {
        subnetId,
        allocationId: address.id,
        tags,
        dependsOn: [gateway],
      });
      return { id: nat.id, publicAddress: address.publicIp };
    });
    for (const [index, routeTableId] of privateSubnets.routeTableIds.entries()) {
      const natGatewayId = (nats[index] ?? nats[0]!).id;
      new Route(this, `private-${index}`, { routeTableId, destinationCidrBlock: everywhere, natGatewayId });
    }
    this.publicAddresses = nats.map(({ publicAddress }) => publicAddress);
  }
}
