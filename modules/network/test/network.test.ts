import { type TerraformStack, Testing } from 'cdktf';
import { expect } from 'chai';
import { z } from 'zod';
import { gatewayServices, interfaceServices } from '../endpoints.ts';
import { Network, type NetworkProps } from '../network.ts';

const props: NetworkProps = {
  name: 'evermart-dev',
  region: 'eu-west-1',
  cidr: '10.10.0.0/16',
  availabilityZones: ['eu-west-1a', 'eu-west-1b'],
  natGateways: 'single',
  clusterName: 'evermart-dev-cluster',
};

const Json = z.object({ resource: z.record(z.string(), z.record(z.string(), z.looseObject({}))) });

function resourcesOf(more: Partial<NetworkProps> = {}) {
  const json = Testing.synthScope(
    (scope) => void new Network(scope as TerraformStack, 'network', { ...props, ...more }),
  );
  const { resource } = Json.parse(JSON.parse(json));
  return (type: string) => Object.values(resource[type] ?? {});
}

describe('a network', () => {
  it('can do with one NAT gateway, which then serves every zone', () => {
    const resources = resourcesOf();

    const targets = resources('aws_route').flatMap(({ nat_gateway_id: nat }) => (nat === undefined ? [] : [nat]));

    expect(resources('aws_nat_gateway')).to.have.length(1);
    expect(targets).to.have.length(2);
    expect(new Set(targets).size).to.equal(1);
  });

  it('has an endpoint for each service that pods and nodes call, with its name inside the network', () => {
    const endpoints = resourcesOf()('aws_vpc_endpoint');

    const names = endpoints.map(({ service_name: name }) => name);

    expect(names).to.have.members(
      [...gatewayServices, ...interfaceServices].map((service) => `com.amazonaws.eu-west-1.${service}`),
    );
    for (const endpoint of endpoints.filter(({ vpc_endpoint_type: type }) => type === 'Interface')) {
      expect(endpoint.private_dns_enabled).to.equal(true);
    }
  });

  it('can do without the endpoints that cost, and keeps those that are free', () => {
    const resources = resourcesOf({ interfaceEndpoints: false });

    expect(resources('aws_vpc_endpoint').map(({ vpc_endpoint_type: type }) => type)).to.deep.equal([
      'Gateway',
      'Gateway',
    ]);
    expect(resources('aws_security_group')).to.deep.equal([]);
  });

  it('admits nothing through its default security group', () => {
    const [group] = resourcesOf()('aws_default_security_group');

    expect(group).to.not.have.any.keys('ingress', 'egress');
  });

  it('lets data subnets speak with the network only', () => {
    const [acl] = resourcesOf()('aws_network_acl');

    for (const rules of [acl?.ingress, acl?.egress]) {
      expect(rules).to.have.length(1);
      expect(rules).to.have.nested.property('[0].cidr_block', '10.10.0.0/16');
    }
  });

  it('is found by load balancers and by Karpenter', () => {
    const subnets = resourcesOf()('aws_subnet').map(({ tags }) => z.record(z.string(), z.string()).parse(tags));

    const discovered = subnets.filter((tags) => tags['karpenter.sh/discovery'] === 'evermart-dev-cluster');

    expect(discovered.map(({ tier }) => tier)).to.deep.equal(['private', 'private']);
    expect(subnets.filter((tags) => tags['kubernetes.io/role/elb'] === '1')).to.have.length(2);
  });
});
