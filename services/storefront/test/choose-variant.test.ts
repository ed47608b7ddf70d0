import { expect } from 'chai';
import type { Variant } from '../src/api/catalog.ts';
import {
  changeChoice,
  findVariant,
  firstChoice,
  isOnSale,
  missingOption,
  pictureOf,
} from '../src/pages/product/choose-variant.ts';

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

const options = [
  { name: 'Colour', values: ['Red', 'Blue'] },
  { name: 'Size', values: ['S', 'M', 'L'] },
];

describe('choosing a variant', () => {
  it('starts with one that can be bought, and with a sold-out one only when all are, but leaves the size open', () => {
    expect(firstChoice({ options, variants })).to.deep.equal({ Colour: 'Red' });
    expect(firstChoice({ options, variants: variants.slice(2) })).to.deep.equal({ Colour: 'Blue' });
    expect(firstChoice({ options, variants: [] })).to.deep.equal({});
    expect(missingOption(options, { Colour: 'Red' })).to.equal('Size');
    expect(missingOption(options, { Colour: 'Red', Size: 'M' })).to.equal(undefined);
  });

  it('shows the picture of the chosen colour, and the first one where no picture tells', () => {
    const picture = (Colour: string) => ({ url: `/${Colour}.svg`, alt: Colour, optionValues: { Colour } });
    const plain = { url: '/plain.svg', alt: 'Plain' };

    expect(pictureOf([plain, picture('Red'), picture('Blue')], { Colour: 'Blue', Size: 'L' })).to.equal(2);
    expect(pictureOf([plain, picture('Red')], { Colour: 'Blue' })).to.equal(0);
    expect(pictureOf([plain, plain], { Colour: 'Blue' })).to.equal(0);
  });

  it('takes the only size as chosen', () => {
    const oneSize = [{ name: 'Size', values: ['M'] }];

    expect(firstChoice({ options: oneSize, variants: variants.slice(1, 2) })).to.deep.equal({ Size: 'M' });
  });

  it('keeps the size open while another option changes', () => {
    expect(changeChoice(variants, { Colour: 'Red' }, 'Colour', 'Blue')).to.deep.equal({ Colour: 'Blue' });
    expect(findVariant(variants, { Colour: 'Blue' })).to.equal(undefined);
    expect(isOnSale(variants, {}, 'Colour', 'Red')).to.equal(true);
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

    expect(findVariant([only], firstChoice({ options: [], variants: [only] }))?.sku).to.equal('ONLY');
  });
});
