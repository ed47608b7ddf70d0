import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint/index.js';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js';
import { Construct } from 'constructs';
import type { Subnets } from './subnets.ts';

/** Free, and they carry the most bytes: image layers, lake files, carts. */
export const gatewayServices = ['s3', 'dynamodb'] as const;

/** What pods and nodes call. With them a cluster goes on working while the NAT gateways don't. */
export const interfaceServices = [
  'ecr.api',
  'ecr.dkr',
  'sts',
  'logs',
  'secretsmanager',
  'kms',
  'sqs',
  'sns',
  'ssm',
  'ec2',
  'elasticloadbalancing',
  'eks',
  'eks-auth',
  'xray',
  'monitoring',
  'kinesis-streams',
] as const;

export interface EndpointsProps {
  readonly name: string;
  readonly region: string;
  readonly vpcId: string;
  /** Who may call: the network itself. */
  readonly cidr: string;
  readonly privateSubnets: Subnets;
  /** `false` leaves the gateway endpoints, which are free. */
  readonly interfaces: boolean;
}

/** AWS services inside the network: their names resolve to addresses of the private subnets. */
export class Endpoints extends Construct {
  constructor(scope: Construct, id: string, props: EndpointsProps) {
    super(scope, id);
    const { name, region, vpcId, privateSubnets } = props;
    for (const service of gatewayServices) {
      new VpcEndpoint(this, service, {
        vpcId,
        serviceName: `com.amazonaws.${region}.${service}`,
        vpcEndpointType: 'Gateway',
        routeTableIds: [...privateSubnets.routeTableIds],
        tags: { Name: `${name}-${service}` },
      });
    }
    if (props.interfaces) this.#interfaces(props);
  }

  #interfaces({ name, region, vpcId, cidr, privateSubnets }: EndpointsProps): void {
    const group = new SecurityGroup(this, 'group', {
      name: `${name}-endpoints`,
      description: 'Interface endpoints: HTTPS from inside the network',
      vpcId,
      tags: { Name: `${name}-endpoints` },
    });
    new VpcSecurityGroupIngressRule(this, 'https', {
      securityGroupId: group.id,
      description: 'HTTPS from the network',
      cidrIpv4: cidr,
      ipProtocol: 'tcp',
      fromPort: 443,
      toPort: 443,
    });
    for (const service of interfaceServices) {
      new VpcEndpoint(this, service.replace('.', '-'), {
        vpcId,
        serviceName: `com.amazonaws.${region}.${service}`,
        vpcEndpointType: 'Interface',
        privateDnsEnabled: true,
        subnetIds: [...privateSubnets.ids],
        securityGroupIds: [group.id],
        tags: { Name: `${name}-${service}` },
      });
    }
  }
}
