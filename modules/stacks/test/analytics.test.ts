import { expect } from 'chai';
import {
  type Estate,
  estateOf,
  resourcesIn,
  type SynthesizedStack,
  stackWithId,
  synthesized,
} from '../../../test/support/synthesized.ts';
import { environments } from '../../environments.ts';

const production = (estate: Estate, region: string, stack: string) =>
  stackWithId(estate, `production-${region}-${stack}`);

const argumentsOf = (stack: SynthesizedStack, type: string, argument: string) =>
  resourcesIn(stack, type).map(({ arguments: found }) => found[argument]);

const regions = ['eu-west-1', 'eu-central-1'] as const;

describe('analytics in two regions', () => {
  it('is the same in both, so that either has a whole lake', () => {
    const [primary, standby] = regions.map((region) =>
      resourcesIn(production(synthesized(), region, 'analytics')).map(({ address }) => address),
    );

    expect(primary).to.deep.equal(standby);
  });

  it('makes facts in the primary only, and stands ready to do so in the standby', () => {
    const enabled = regions.map((region) =>
      argumentsOf(production(synthesized(), region, 'analytics'), 'aws_glue_trigger', 'enabled'),
    );

    expect(enabled).to.deep.equal([[true], [false]]);
  });

  it('keeps the code of each region at a place of its own, since the lake is replicated both ways', () => {
    for (const region of regions) {
      const keys = argumentsOf(production(synthesized(), region, 'analytics'), 'aws_s3_object', 'key');
      expect(keys.every((key) => String(key).startsWith(`code/${region}/`))).to.equal(true);
    }
  });
});

describe('QuickSight', () => {
  it('is made where the toggle says so, in the primary, which is its home', () => {
    const chosen = environments.find(({ name }) => name === 'production')!;

    const estate = estateOf([{ ...chosen, toggles: { ...chosen.toggles, quickSight: true } }]);

    const made = regions.map(
      (region) => resourcesIn(production(estate, region, 'analytics'), 'aws_quicksight_data_set').length,
    );
    expect(made[0]).to.be.greaterThan(0);
    expect(made[1]).to.equal(0);
  });

  it('costs nothing while it is off', () => {
    const types = synthesized().stacks.flatMap((stack) => resourcesIn(stack).map(({ type }) => type));

    expect(types.filter((type) => type.startsWith('aws_quicksight'))).to.deep.equal([]);
  });
});
