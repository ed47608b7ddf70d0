import { expect } from 'chai';
import { copyOf, synthesized } from '../../../test/support/synthesized.ts';
import type { NamedPolicy } from '../load-policies.ts';
import { tryMutant } from '../try-mutant.ts';

const mutant = {
  protection: "key's rotation",
  type: 'aws_kms_key',
  change: { enable_key_rotation: false },
};

const rotation: NamedPolicy = {
  name: 'rotation',
  guarantee: 'keys rotate',
  mutations: [],
  violationsIn: (estate) =>
    estate.stacks.flatMap(({ id, json }) =>
      Object.entries(json.resource.aws_kms_key ?? {})
        .filter(([, key]) => key.enable_key_rotation !== true)
        .map(([name]) => `${id} ${name}`),
    ),
};
const blind: NamedPolicy = { ...rotation, name: 'blind', violationsIn: () => ['always the same'] };

describe('a mutant', () => {
  it('is tried on each resource, caught by the policy that notices, and leaves no trace', () => {
    const estate = copyOf(synthesized());

    const result = tryMutant(estate, [rotation], mutant, new Set());

    expect(result.tried).to.be.greaterThan(1);
    expect(result).to.deep.include({ survivors: [], caughtBy: ['rotation'] });
    expect(estate).to.deep.equal(synthesized());
  });

  it('survives where a policy says what it said before', () => {
    const { tried, survivors } = tryMutant(copyOf(synthesized()), [blind], mutant, new Set(['blind: always the same']));

    expect(survivors).to.have.length(tried);
  });

  it('is not caught where nothing has the protection', () => {
    const { tried } = tryMutant(copyOf(synthesized()), [rotation], { ...mutant, type: 'aws_none' }, new Set());

    expect(tried).to.equal(0);
  });
});
