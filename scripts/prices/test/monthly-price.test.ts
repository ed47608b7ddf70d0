import { expect } from 'chai';
import { monthlyPrice } from '../monthly-price.ts';
import { withNodeTemplate } from '../node-template.ts';
import { readPriceTable } from '../price-table.ts';

const table = readPriceTable();
const usd = (type: string, values: Record<string, unknown>, region = 'eu-west-1') => {
  const price = monthlyPrice(table, type, values, { region });
  return price.kind === 'monthly' ? price.usd : price.kind;
};
const hourly = (price: number, count = 1) => price * count * table.hoursPerMonth;

describe('what a resource costs a month', () => {
  it('is its hours, by region', () => {
    expect(usd('aws_nat_gateway', {})).to.equal(hourly(0.048));
    expect(usd('aws_nat_gateway', {}, 'eu-central-1')).to.equal(hourly(0.052));
  });

  it('counts nodes, dedicated masters and storage, from a plan’s list of blocks or a synthesized block', () => {
    const block = {
      instance_type: 'r7g.large.search',
      instance_count: 3,
      dedicated_master_enabled: true,
      dedicated_master_type: 'm7g.medium.search',
      dedicated_master_count: 3,
    };
    const expected = hourly(0.199, 3) + hourly(0.076, 3) + 3 * 200 * 0.134;

    expect(usd('aws_opensearch_domain', { cluster_config: block, ebs_options: { volume_size: 200 } })).to.be.closeTo(
      expected,
      0.01,
    );
    expect(
      usd('aws_opensearch_domain', { cluster_config: [block], ebs_options: [{ volume_size: 200 }] }),
    ).to.be.closeTo(expected, 0.01);
  });

  it('is nothing for a gateway endpoint, and one interface a zone for the others', () => {
    expect(usd('aws_vpc_endpoint', { vpc_endpoint_type: 'Gateway' })).to.equal(0);
    expect(usd('aws_vpc_endpoint', { vpc_endpoint_type: 'Interface', subnet_ids: ['a', 'b'] })).to.equal(
      hourly(0.011, 2),
    );
  });

  it('tells what is billed by use, what is free, and what it does not know', () => {
    expect(usd('aws_sqs_queue', {})).to.equal('usage');
    expect(usd('aws_iam_role', {})).to.equal('free');
    expect(usd('aws_route_table_association', {})).to.equal('free');
    expect(usd('aws_mystery', {})).to.equal('unknown');
    expect(usd('aws_nat_gateway', {}, 'mars-north-1')).to.equal('unknown');
    expect(usd('aws_rds_cluster_instance', { instance_class: 'db.x99.huge' })).to.equal('unknown');
  });

  it('finds the size and the volumes of nodes in their launch template', () => {
    const group = { scaling_config: { desired_size: 2 }, launch_template: { id: 'lt-1' } };
    const template = { instance_type: 'm7g.large', block_device_mappings: [{ ebs: { volume_size: 40 } }] };
    const other = { names: ['lt-2'], values: { instance_type: 'm7g.xlarge' } };
    const found = withNodeTemplate('aws_eks_node_group', group, [other, { names: ['lt-1'], values: template }]);

    expect(usd('aws_eks_node_group', { ...found })).to.be.closeTo(hourly(0.091, 2) + 2 * 40 * 0.088, 0.01);
    expect(withNodeTemplate('aws_eks_node_group', group, [other, other])).to.equal(group);
  });

  it('knows where each group of prices comes from', () => {
    for (const region of Object.values(table.regions)) {
      expect(Object.keys(table.sources)).to.include.members(Object.keys(region.instances));
    }
  });
});
