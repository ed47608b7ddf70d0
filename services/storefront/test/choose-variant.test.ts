import { expect } from 'chai';
import type { Variant } from '../src/api/catalog.ts';
import { changeChoice, findVariant, firstChoice, isOnSale } from '../src/pages/product/choose-variant.ts';

const variant = (sku: string, Colour: string, Size: string, available: boolean): Variant => ({
  sku,
  optionValues: { Colour, Size },
  price: { amountMinor: 1000, currency: 'EUR' },
  available,
});

const variants = [
  variant('RED-S', 'Red', 'S', false),
  variant('RED-M', 'Red', 'M', true),
  variant('BLUE-L', 'Blue', 'L', true),
];

describe('choosing a variant', () => {
  it('starts with one that can be bought, and with a sold-out one only when all are', () => {
    expect(firstChoice({ variants })).to.deep.equal({ Colour: 'Red', Size: 'M' });
    expect(firstChoice({ variants: variants.slice(0, 1) })).to.deep.equal({ Colour: 'Red', Size: 'S' });
    expect(firstChoice({ variants: [] })).to.deep.equal({});
  });

  it('changes one option and keeps the others where the product is made so', () => {
    expect(changeChoice(variants, { Colour: 'Red', Size: 'M' }, 'Size', 'S')).to.deep.equal({
      Colour: 'Red',
      Size: 'S',
    });
  });

  it('moves to a combination that is made rather than to none', () => {
    const choice = changeChoice(variants, { Colour: 'Red', Size: 'M' }, 'Colour', 'Blue');

    expect(findVariant(variants, choice)?.sku).to.equal('BLUE-L');
  });

  it('tells what is sold out in the present combination', () => {
    expect(isOnSale(variants, { Colour: 'Red', Size: 'M' }, 'Size', 'M')).to.equal(true);
    expect(isOnSale(variants, { Colour: 'Red', Size: 'M' }, 'Size', 'S')).to.equal(false);
    expect(isOnSale(variants, { Colour: 'Red', Size: 'M' }, 'Colour', 'Blue')).to.equal(false);
  });

  it('finds the one variant of a product without options', () => {
    const only = { ...variant('ONLY', '', '', true), optionValues: {} };

    expect(findVariant([only], firstChoice({ variants: [only] }))?.sku).to.equal('ONLY');
  });
});
