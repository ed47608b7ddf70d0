import { expect } from 'chai';
import fc from 'fast-check';
import { editDistance } from '../search/edit-distance.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 8 });

describe('edit distance', () => {
  it('counts letters put in, left out, replaced, and neighbours swapped', () => {
    expect(editDistance('shirt', 'shirt', 2)).to.equal(0);
    expect(editDistance('shrit', 'shirt', 2)).to.equal(1);
    expect(editDistance('headphnes', 'headphones', 2)).to.equal(1);
    expect(editDistance('jakcte', 'jacket', 2)).to.equal(2);
    expect(editDistance('lamp', 'clock', 2)).to.equal(3);
  });

  it('is the same both ways, and 0 only for the same word', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b, 8)).to.equal(editDistance(b, a, 8));
        expect(editDistance(a, b, 8) === 0).to.equal(a === b);
      }),
    );
  });

  it('is never more than the letters of the longer word', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b, 8)).to.be.at.most(Math.max(a.length, b.length));
      }),
    );
  });

  it('answers more than the limit, whatever the limit, for what is further away', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 3 }), (a, b, limit) => {
        const whole = editDistance(a, b, 8);
        expect(Math.min(editDistance(a, b, limit), limit + 1)).to.equal(Math.min(whole, limit + 1));
      }),
    );
  });
});
