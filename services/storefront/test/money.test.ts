import { expect } from 'chai';
import fc from 'fast-check';
import { formatMoney, parseMajorUnits, sumMoney, toMajorUnits } from '../src/format-money.ts';

describe('money on the page', () => {
  it('is written in the digits of its currency', () => {
    expect(formatMoney({ amountMinor: 1999, currency: 'EUR' })).to.equal('€19.99');
    expect(formatMoney({ amountMinor: 120_050, currency: 'EUR' })).to.equal('€1,200.50');
    expect(formatMoney({ amountMinor: 500, currency: 'JPY' }))
      .to.contain('500')
      .and.not.contain('.');
  });

  it('takes a typed price with a comma or a point, and nothing that is no price', () => {
    expect(parseMajorUnits(' 19,5 ', 'EUR')).to.equal(1950);
    expect(parseMajorUnits('20', 'EUR')).to.equal(2000);
    for (const typed of ['', 'cheap', '-5', '1e3', '1.2.3', '5 €']) {
      expect(parseMajorUnits(typed, 'EUR'), typed).to.equal(undefined);
    }
  });

  it('keeps every cent on its way through a price field', () => {
    fc.assert(
      fc.property(fc.nat(100_000_000), (amountMinor) => {
        expect(parseMajorUnits(toMajorUnits(amountMinor, 'EUR'), 'EUR')).to.equal(amountMinor);
      }),
    );
  });

  it('sums to zero of the asked currency when there is nothing to sum', () => {
    expect(sumMoney([], 'EUR')).to.deep.equal({ amountMinor: 0, currency: 'EUR' });
  });
});
