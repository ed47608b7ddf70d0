import { expect } from 'chai';
import fc from 'fast-check';
import { bodyHashOf, checkoutIdOf, orderNumberOf } from '../checkouts/checkout-id.ts';

describe('ids of a checkout', () => {
  it('are the same for the same visitor and key, in every region and process, and differ otherwise', () => {
    expect(checkoutIdOf('v1', 'k1')).to.equal('chk_44bj2yxscpss6aznatfjnxtyb3');
    expect(new Set([checkoutIdOf('v1', 'k2'), checkoutIdOf('v2', 'k1'), checkoutIdOf('v1', 'k1')]).size).to.equal(3);
  });

  it('give order numbers that can be read out and do not repeat', () => {
    const numbers = Array.from({ length: 20_000 }, (_, index) => orderNumberOf(checkoutIdOf('v', `k${index}`)));

    expect(new Set(numbers).size).to.equal(numbers.length);
    for (const number of numbers)
      expect(number).to.match(/^EM-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
  });

  it('hash a body by its content, not by the order of its members', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (body) => {
        const reversed = Object.fromEntries(Object.entries(body).reverse());
        expect(bodyHashOf(reversed)).to.equal(bodyHashOf(body));
      }),
    );
    expect(bodyHashOf({ a: 1 })).to.not.equal(bodyHashOf({ a: 2 }));
  });
});
