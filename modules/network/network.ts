import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group/index.js';
import { NetworkAcl } from '@cdktf/provider-aws/lib/network-acl/index.js';
import { Vpc } from '@cdktf/provider-aws/lib/vpc/index.js';
import { Construct } from 'constructs';
import type { SubnetTier } from '../naming.ts';
import { Endpoints } from './endpoints.ts';
import { InternetAccess, type InternetAccessProps } from './internet-access.ts';
import { subnetCidrs } from './subnet-cidrs.ts';
import { Subnets } from './subnets.ts';

export interface NetworkProps {
  readonly name: string;
  readonly region: string;
  /** /16 to /20, unlike that of any network it may ever be peered with. */
  readonly cidr: string;
  /** Two or three. */
  readonly availabilityZones: readonly string[];
  readonly natGateways: InternetAccessProps['natGateways'];
  /** AWS's APIs inside the network. Without them they are reached through NAT. `true` if left out. */
  readonly interfaceEndpoints?: boolean;
  /** The EKS cluster that will live in it: Karpenter finds its subnets by that name. */
  readonly clusterName: string;
}

/**
 * A VPC with three tiers of subnets: public (load balancer, NAT), private (nodes and pods, out through NAT), and data
 * (stores, without any route out).
 */
export class Network extends Construct {
  readonly vpcId: string;
  readonly subnetIds: Readonly<Record<SubnetTier, readonly string[]>>;
  readonly natAddresses: readonly string[];

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    const { name, region, cidr, availabilityZones, natGateways, clusterName, interfaceEndpoints = true } = props;
    const cidrs = subnetCidrs(cidr, availabilityZones.length);
    const vpc = new Vpc(this, 'vpc', {
      cidrBlock: cidr,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: name },
    });
    const subnets = (tier: SubnetTier, tags: Readonly<Record<string, string>>) =>
      new Subnets(this, tier, { name, vpcId: vpc.id, tier, availabilityZones, cidrs: cidrs[tier], tags });
    const publicSubnets = subnets('public', { 'kubernetes.io/role/elb': '1' });
    const privateSubnets = subnets('private', {
      'kubernetes.io/role/internal-elb': '1',
      'karpenter.sh/discovery': clusterName,
    });
    const dataSubnets = subnets('data', {});
    const access = new InternetAccess(this, 'internet', {
      name,
      vpcId: vpc.id,
      publicSubnets,
      privateSubnets,
      natGateways,
    });
    new Endpoints(this, 'endpoints', {
      name,
      region,
      vpcId: vpc.id,
      cidr,
      privateSubnets,
      interfaces: interfaceEndpoints,
    });
    closeDefaultSecurityGroup(this, vpc.id);
    keepDataInside(this, { name, vpcId: vpc.id, cidr, dataSubnets });
    this.vpcId = vpc.id;
    this.subnetIds = { public: publicSubnets.ids, private: privateSubnets.ids, data: dataSubnets.ids };
    this.natAddresses = access.publicAddresses;
  }
}

/** What forgets to name a security group gets the default one, which then admits nothing. */
function closeDefaultSecurityGroup(scope: Construct, vpcId: string): void {
  new DefaultSecurityGroup(scope, 'default-group', { vpcId, tags: { Name: 'closed' } });
}

interface DataSubnets {
  readonly name: string;
  readonly vpcId: string;
  readonly cidr: string;
  readonly dataSubnets: Subnets;
}

/** The only tier with an ACL of its own: it holds even if a route or a security group is opened by mistake. */
function keepDataInside(scope: Construct, { name, vpcId, cidr, dataSubnets }: DataSubnets): void {
  const insideOnly = [{ ruleNo: 100, action: 'allow', protocol: '-1', cidrBlock: cidr, fromPort: 0, toPort: 0 }];
  new NetworkAcl(scope, 'data-acl', {
    vpcId,
    subnetIds: [...dataSubnets.ids],
    ingress: insideOnly,
    egress: insideOnly,
    tags: { Name: `${name}-data` },
  });
}
