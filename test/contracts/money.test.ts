import { add, includedTax, money, moneyText, multiply, subtract, sum } from '@evermart/contracts/money';
import { expect } from 'chai';
import fc from 'fast-check';

const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
const rate = fc.integer({ min: 0, max: 10_000 });

describe('money', () => {
  it('splits a gross amount into net and tax without losing a cent, symmetrically for refunds', () => {
    fc.assert(
      fc.property(cents, rate, (amount, basisPoints) => {
        const gross = money(amount, 'EUR');
        const tax = includedTax(gross, basisPoints);
        const net = subtract(gross, tax);

        expect(add(net, tax)).to.deep.equal(gross);
        expect(Math.abs(tax.amountMinor * 10_000 - net.amountMinor * basisPoints)).to.be.at.most(5_000 + basisPoints);
        expect(includedTax(money(-amount, 'EUR'), basisPoints).amountMinor + tax.amountMinor).to.equal(0);
      }),
    );
  });

  it('adds up whatever the order', () => {
    fc.assert(
      fc.property(fc.array(cents, { maxLength: 20 }), (amounts) => {
        const forward = sum(
          'EUR',
          amounts.map((amount) => money(amount, 'EUR')),
        );
        const backward = sum(
          'EUR',
          amounts.toReversed().map((amount) => money(amount, 'EUR')),
        );
        expect(forward).to.deep.equal(backward);
      }),
    );
  });

  it('refuses to mix currencies and to multiply by fractions', () => {
    expect(() => add(money(1, 'EUR'), money(1, 'USD'))).to.throw(RangeError, "can't combine EUR with USD");
    expect(() => multiply(money(1, 'EUR'), 1.5)).to.throw(RangeError);
  });

  it('is written with as many decimals as its currency has', () => {
    expect(moneyText(money(15_270, 'EUR'))).to.equal('152.70 EUR');
    expect(moneyText(money(5, 'EUR'))).to.equal('0.05 EUR');
    expect(moneyText(money(1_999, 'JPY'))).to.equal('1999 JPY');
  });
});
