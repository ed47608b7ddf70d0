import { parseBody, parsePathParameter } from '@evermart/kit/parse';
import { isServiceError } from '@evermart/kit/problem';
import { expect } from 'chai';
import { z } from 'zod';

const Body = z.strictObject({ name: z.string(), tags: z.array(z.string()).default([]) });

function refusalOf(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (isServiceError(error)) return error;
    throw error;
  }
  throw new Error('was accepted');
}

describe('parsing what a client sent', () => {
  it('names each unknown and each wrong member', () => {
    const { code, errors } = refusalOf(() => parseBody(Body, { name: 1, colour: 'red' }));

    expect(code).to.equal('validation-failed');
    expect(errors?.map(({ path }) => path)).to.have.members(['name', 'colour']);
  });

  for (const [what, text] of [
    ['NUL', 'a\0b'],
    ['half a surrogate pair', 'a\ud83d'],
  ] as const) {
    it(`refuses ${what}, which no database holds, wherever it stands`, () => {
      const { errors } = refusalOf(() => parseBody(Body, { name: 'fine', tags: ['fine', text] }));

      expect(errors?.map(({ path }) => path)).to.deep.equal(['tags.1']);
      expect(refusalOf(() => parsePathParameter(z.string(), text, 'Nothing there.')).code).to.equal('not-found');
    });
  }

  it('takes every other text', () => {
    expect(parseBody(Body, { name: 'Zoë 🛒 \u202e' }).name).to.equal('Zoë 🛒 \u202e');
  });
});
