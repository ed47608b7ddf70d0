import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { environments } from '../../../modules/environments.ts';
import { environmentOf } from '../../infra/choose-stacks.ts';
import { type SynthesizedStack, synthesizeEstate } from '../../infra/synthesize.ts';
import { readPriceTable } from '../../prices/price-table.ts';
import { type EnvironmentCosts, estateCosts, totalOf } from '../estate-costs.ts';

const root = join(import.meta.dirname, '..', '..', '..');

describe('the costs of an environment', () => {
  const table = readPriceTable();
  let folder: string;
  let stacks: readonly SynthesizedStack[];
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'evermart-costs-'));
    stacks = synthesizeEstate(folder);
  });
  after(() => rmSync(folder, { recursive: true }));

  const costsOf = (name: string, given = stacks): EnvironmentCosts => {
    const environment = environments.find((candidate) => candidate.name === name)!;
    return estateCosts(environment, environmentOf(given, name), table);
  };

  it('are the sum of its rows, on each side', () => {
    const { categories, total } = costsOf('production');

    expect(totalOf(total)).to.be.closeTo(
      categories.reduce((sum, { usd }) => sum + totalOf(usd), 0),
      0.001,
    );
  });

  it('stay below the budget that the environment is alarmed at', () => {
    for (const { name, monthlyBudgetUsd } of environments) {
      expect(totalOf(costsOf(name).total), name).to.be.below(monthlyBudgetUsd);
    }
  });

  it('name what the standby costs, which is less than the primary', () => {
    for (const name of ['staging', 'production']) {
      const { total } = costsOf(name);

      expect(total.standby).to.be.greaterThan(0).and.below(total.primary);
    }
    expect(costsOf('dev').total.standby).to.equal(0);
  });

  it('know the parts that make a bill: databases, search, cache, nodes, gateways', () => {
    const named = costsOf('production')
      .categories.filter(({ usd }) => usd.primary > 0)
      .map(({ category }) => category);

    expect(named).to.include.members([
      'Aurora instances',
      'OpenSearch',
      'Redis',
      'System nodes',
      'NAT gateways',
      'Kubernetes control plane',
      'Nodes for the services (estimate)',
    ]);
  });

  it('follow what is built: an Aurora instance more costs more, in its region', () => {
    const more = structuredClone(stacks.map((stack) => ({ ...stack })));
    const data = more.find(({ id }) => id === 'production-eu-central-1-data')!;
    const instances = (data.json.resource as Record<string, Record<string, unknown>>).aws_rds_cluster_instance!;
    instances.another = Object.values(instances)[0];

    expect(costsOf('production', more).total.standby - costsOf('production').total.standby).to.be.greaterThan(500);
  });

  it('leave no type without a price or a reason', () => {
    for (const { name } of environments) expect([...costsOf(name).unknown.keys()], name).to.deep.equal([]);
  });

  it('stand in docs/costs.md as the stacks are now', () => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/costs/costs.ts'), '--check'], {
      encoding: 'utf8',
    });

    expect(stderr).to.equal('');
    expect(status).to.equal(0);
    expect(readFileSync(join(root, 'docs/costs.md'), 'utf8')).to.match(/\| production \|.*%\)/);
  });
});
