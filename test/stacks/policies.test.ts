import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { copyOf, synthesized } from '../support/synthesized.ts';
import type { Policy } from './policy.ts';

const folder = join(import.meta.dirname, 'policies');
const policies = await Promise.all(
  readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map(async (file) => {
      const { policy } = (await import(join(folder, file))) as { policy?: Policy };
      return { file, policy };
    }),
);

describe('the policies', () => {
  it('stand in one file each, and each can fail', () => {
    const lame = policies.filter(({ policy }) => policy === undefined || policy.mutations.length === 0);

    expect(lame.map(({ file }) => file)).to.deep.equal([]);
  });
});

describe('the estate', () => {
  for (const { policy } of policies) {
    if (policy === undefined) continue;
    describe(policy.guarantee, () => {
      it('holds in every environment', () => {
        expect(policy.violationsIn(synthesized())).to.deep.equal([]);
      });

      for (const mutation of policy.mutations) {
        it(`is broken by a change that ${mutation.title}`, () => {
          const mutant = copyOf(synthesized());
          mutation.apply(mutant);

          expect(policy.violationsIn(mutant)).to.not.deep.equal([]);
        });
      }
    });
  }
});
