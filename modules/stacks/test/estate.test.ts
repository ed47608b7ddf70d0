import { App } from 'cdktf';
import { expect } from 'chai';
import { stacks } from '../../../main.ts';
import type { Environment } from '../../environments/environment.ts';
import { environments } from '../../environments.ts';
import { buildEstate } from '../estate.ts';

const named = (name: string) => environments.find((environment) => environment.name === name)!;

function built(environment: Environment) {
  const estate = buildEstate(new App(), [environment], stacks);
  const predecessors = (id: string) =>
    estate.find(({ node }) => node.id === id)?.dependencies.map(({ node }) => node.id) ?? [];
  return { ids: estate.map(({ node }) => node.id), predecessors };
}

describe('the estate of an environment', () => {
  it('stands in one region where there is no standby', () => {
    const { ids } = built(named('dev'));

    expect(ids).to.have.length(stacks.filter((row) => row.in !== 'home of a pair').length);
    for (const id of ids) expect(id).to.match(/^dev-eu-west-1-/);
  });

  it('stands in both regions of a pair, with what belongs to both in the witness region', () => {
    const { ids } = built(named('production'));

    const inWitness = ids.filter((id) => id.startsWith('production-eu-west-3-'));

    expect(inWitness).to.have.members(
      ['bootstrap', 'global-data', 'replication', 'edge'].map((name) => `production-eu-west-3-${name}`),
    );
    expect(ids).to.include.members(['production-eu-west-1-network', 'production-eu-central-1-network']);
  });

  it("orders a region's stacks among themselves, and not after the other region's", () => {
    const { predecessors } = built(named('production'));

    expect(predecessors('production-eu-central-1-platform')).to.deep.equal([
      'production-eu-central-1-cluster',
      'production-eu-central-1-observability',
    ]);
  });

  it('applies what belongs to both regions before or after both', () => {
    const { predecessors } = built(named('production'));

    expect(predecessors('production-eu-central-1-data')).to.include('production-eu-west-3-global-data');
    expect(predecessors('production-eu-west-3-edge')).to.include.members([
      'production-eu-west-1-data',
      'production-eu-central-1-data',
    ]);
  });

  it('applies what flows between two regions after the stores of both, and has nothing of it in one region', () => {
    const pair = built(named('production'));

    expect(pair.predecessors('production-eu-west-3-replication')).to.have.members([
      'production-eu-west-1-data',
      'production-eu-central-1-data',
    ]);
    expect(built(named('dev')).ids.filter((id) => id.endsWith('-replication'))).to.deep.equal([]);
  });

  it("applies the standby's stores after the primary's, which they replicate", () => {
    const { predecessors } = built(named('production'));

    expect(predecessors('production-eu-central-1-data')).to.include('production-eu-west-1-data');
    expect(predecessors('production-eu-west-1-data')).to.not.include('production-eu-central-1-data');
  });
});
