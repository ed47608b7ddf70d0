import { expect } from 'chai';
import { resourcesOf } from '../../test/resources-of.ts';
import { StoreSecurityGroup, type StoreSecurityGroupProps } from '../store-security-group.ts';

const props: StoreSecurityGroupProps = {
  name: 'evermart-dev-aurora',
  store: 'Aurora',
  vpcId: 'vpc-1',
  port: 5432,
  clientCidrs: ['10.10.0.0/18', '10.10.64.0/18'],
};

describe("a store's security group", () => {
  it('opens one port to each range of clients, and nothing outwards', () => {
    const resources = resourcesOf((stack) => new StoreSecurityGroup(stack, 'group', props));

    const rules = resources.of('aws_vpc_security_group_ingress_rule');

    expect(rules.map(({ cidr_ipv4 }) => cidr_ipv4)).to.deep.equal(props.clientCidrs);
    for (const rule of rules) expect(rule).to.include({ from_port: 5432, to_port: 5432, ip_protocol: 'tcp' });
    expect(resources.of('aws_vpc_security_group_egress_rule')).to.deep.equal([]);
    expect(resources.only('aws_security_group')).to.not.have.any.keys('ingress', 'egress');
  });

  it('describes itself in the characters that AWS takes', () => {
    const resources = resourcesOf((stack) => new StoreSecurityGroup(stack, 'group', props));

    const described = ['aws_security_group', 'aws_vpc_security_group_ingress_rule'].flatMap((type) =>
      resources.of(type).map(({ description }) => description),
    );

    for (const description of described) expect(description).to.match(/^[0-9A-Za-z_ .:/()#,@[\]+=&;{}!$*-]{1,255}$/);
  });

  it('refuses to be open to everybody, to more than a network, and to nobody', () => {
    const open = (clientCidrs: readonly string[]) => () =>
      resourcesOf((stack) => new StoreSecurityGroup(stack, 'group', { ...props, clientCidrs }));

    expect(open(['0.0.0.0/0'])).to.throw('0.0.0.0/0 is wider than a network');
    expect(open(['10.0.0.0/8'])).to.throw('10.0.0.0/8 is wider than a network');
    expect(open([])).to.throw('nobody could reach Aurora');
  });
});
