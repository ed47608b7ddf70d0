import { money } from '@evermart/contracts/money';
import { expect } from 'chai';
import fc from 'fast-check';
import { shippingMethodsFor } from '../pricing/shipping-methods.ts';
import { totalsOf } from '../pricing/totals.ts';

const countries = ['DE', 'FR', 'US', 'FI', 'CH'];

describe('totals', () => {
  it('add up: subtotal minus discount plus shipping is the total, and tax is within it', () => {
    fc.assert(
      fc.property(
        fc.nat(100_000_000),
        fc.constantFrom(...countries),
        fc.constantFrom('standard', 'express'),
        (cents, country, shippingMethod) => {
          const { subtotal, discount, shipping, tax, total } = totalsOf(money(cents, 'EUR'), {
            country,
            shippingMethod,
          });

          expect(subtotal.amountMinor - discount.amountMinor + shipping.amountMinor).to.equal(total.amountMinor);
          expect(tax.amountMinor).to.be.within(0, total.amountMinor);
          expect(Number.isSafeInteger(tax.amountMinor)).to.equal(true);
        },
      ),
    );
  });

  it('hold the tax of the country of delivery', () => {
    const inGermany = totalsOf(money(11_410, 'EUR'), { country: 'DE', shippingMethod: 'standard' });
    const abroad = totalsOf(money(11_410, 'EUR'), { country: 'US', shippingMethod: 'standard' });

    expect(inGermany.total.amountMinor).to.equal(11_900);
    expect(inGermany.tax.amountMinor).to.equal(1_900);
    expect(abroad.tax.amountMinor).to.equal(0);
  });

  it('offer standard and express everywhere, dearer further away', () => {
    const prices = countries.map((country) => shippingMethodsFor(country, 'EUR').map(({ price }) => price.amountMinor));

    for (const [standard = 0, express = 0] of prices) expect(standard).to.be.lessThan(express);
    expect(shippingMethodsFor('US', 'EUR').map(({ code }) => code)).to.deep.equal(['standard', 'express']);
  });
});
