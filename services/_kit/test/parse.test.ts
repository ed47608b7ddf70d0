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

  it('says what is wrong in words that a person understands', () => {
    const Order = z.strictObject({
      sku: z.string().min(1).max(5),
      quantity: z.int().min(1).max(9),
      sort: z.enum(['newest', 'popular', 'price']),
      tags: z.array(z.string()).min(1),
      code: z.string().regex(/^\d+$/, 'the digits from the e-mail'),
    });
    const fine = { sku: 'A-1', quantity: 1, sort: 'newest', tags: ['a'], code: '1' };
    const textFor = (change: object) => refusalOf(() => parseBody(Order, { ...fine, ...change })).errors;

    expect(textFor({ sku: undefined })).to.deep.equal([{ path: 'sku', message: 'is missing: give text' }]);
    for (const [change, message] of [
      [{ sku: 7 }, 'must be text'],
      [{ sku: '' }, 'must not be empty'],
      [{ sku: 'ABCDEF' }, 'must have at most 5 characters'],
      [{ quantity: '1' }, 'must be a number'],
      [{ quantity: 1.5 }, 'must be a whole number'],
      [{ quantity: 0 }, 'must be at least 1'],
      [{ quantity: 10 }, 'must be at most 9'],
      [{ sort: 'x' }, 'must be "newest", "popular" or "price"'],
      [{ tags: [] }, 'must not be empty'],
      [{ code: 'x' }, 'the digits from the e-mail'],
    ] as const) {
      expect(textFor(change)?.[0]?.message, JSON.stringify(change)).to.equal(message);
    }
    expect(refusalOf(() => parseBody(Order, [])).errors?.[0]?.message).to.equal('must be a JSON object');
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
