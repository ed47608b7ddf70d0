import { expect } from 'chai';
import { nextOption, noOption } from '../src/components/search-box/next-option.ts';
import { findCategory } from '../src/find-category.ts';
import { priceRangeLabel } from '../src/pages/search/price-range-label.ts';
import { readFilter, withParams } from '../src/product-filter.ts';

describe('browsing', () => {
  it('reads a list address, and takes what makes no sense in it as not given', () => {
    const filter = readFilter(new URLSearchParams('sort=price-asc&minPrice=1000&inStock=true'), 'popular');
    const nonsense = readFilter(
      new URLSearchParams('sort=constructor&minPrice=-1&maxPrice=cheap&inStock=1'),
      'popular',
    );

    expect(filter).to.deep.equal({ sort: 'price-asc', minPrice: 1000, maxPrice: undefined, inStock: true });
    expect(nonsense).to.deep.equal({ sort: 'popular', minPrice: undefined, maxPrice: undefined, inStock: false });
  });

  it('changes an address without touching what it was not asked to', () => {
    const changed = withParams(new URLSearchParams('q=lamp&brand=Oakline&sort=newest'), {
      brand: undefined,
      sort: '',
      category: 'home',
    });

    expect(changed.toString()).to.equal('q=lamp&category=home');
  });

  it('finds a category at any depth, with the way to it', () => {
    const leaf = { slug: 'lamps', name: 'Lamps', children: [] };
    const tree = [{ slug: 'home', name: 'Home', children: [{ slug: 'light', name: 'Light', children: [leaf] }] }];

    const found = findCategory(tree, 'lamps');

    expect(found?.category).to.equal(leaf);
    expect(found?.above.map(({ slug }) => slug)).to.deep.equal(['home', 'light']);
    expect(findCategory(tree, 'nowhere')).to.equal(undefined);
  });

  it('names price ranges in words', () => {
    expect(priceRangeLabel({ from: 0, to: 2500 })).to.equal('Under €25.00');
    expect(priceRangeLabel({ from: 2500, to: 5000 })).to.equal('€25.00 to €50.00');
    expect(priceRangeLabel({ from: 5000 })).to.equal('€50.00 and more');
  });

  it('walks suggestions in a circle that passes through the typed text', () => {
    expect(nextOption('ArrowDown', noOption, 2)).to.equal(0);
    expect(nextOption('ArrowDown', 1, 2)).to.equal(noOption);
    expect(nextOption('ArrowUp', noOption, 2)).to.equal(1);
    expect(nextOption('ArrowUp', 0, 2)).to.equal(noOption);
    expect(nextOption('ArrowDown', noOption, 0)).to.equal(undefined);
    expect(nextOption('a', 0, 2)).to.equal(undefined);
  });
});
