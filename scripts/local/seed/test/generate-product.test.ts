import { ProductInput } from '@evermart/contracts/http/catalog';
import { expect } from 'chai';
import { shelves } from '../assortment/departments.ts';
import { allPictures } from '../pictures/all-pictures.ts';
import { picturesOfKind } from '../pictures/picture-names.ts';
import { generateProduct } from '../products/generate-product.ts';
import type { SeedProduct } from '../products/seed-product.ts';

const largeScale = 100_000;

function asInput({ variants, ...product }: SeedProduct) {
  const { slug, name, brand, description, categories, images, options } = product;
  const price = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
  return {
    ...{ slug, name, brand, description, categories, images, options },
    variants: variants.map(({ sku, optionValues, priceMinor, compareAtMinor, onHand }) => ({
      sku,
      optionValues,
      price: price(priceMinor),
      ...(compareAtMinor === undefined ? {} : { compareAtPrice: price(compareAtMinor) }),
      onHand,
    })),
  };
}

describe('the seeded assortment', () => {
  const products = Array.from({ length: 2_400 }, (_, number) => generateProduct(number));

  it('is the same every time', () => {
    expect(generateProduct(777)).to.deep.equal(products[777]);
  });

  it('is what a merchant could have entered', () => {
    for (const product of products) ProductInput.parse(asInput(product));
  });

  it('fills 24 categories evenly, with two to six variants a product', () => {
    const counts = Map.groupBy(products, ({ categories }) => categories[0]);

    expect(shelves).to.have.length(24);
    expect([...counts.values()].map(({ length }) => length)).to.deep.equal(Array(24).fill(100));
    for (const { variants } of products) expect(variants.length).to.be.within(2, 6);
  });

  it('has choices that agree with the options, each once', () => {
    for (const { options, variants } of products) {
      const choices = variants.map(({ optionValues }) => JSON.stringify(options.map(({ name }) => optionValues[name])));
      expect(new Set(choices).size).to.equal(variants.length);
      for (const { optionValues } of variants) {
        expect(Object.keys(optionValues)).to.deep.equal(options.map(({ name }) => name));
      }
    }
  });

  it('has prices that make sense and at least 1,000 of each SKU', () => {
    for (const { priceMinor, compareAtMinor = Number.POSITIVE_INFINITY, onHand } of products.flatMap(
      ({ variants }) => variants,
    )) {
      expect(priceMinor).to.be.within(100, 200_000);
      expect(compareAtMinor).to.be.greaterThan(priceMinor);
      expect(onHand).to.be.within(1_000, 5_000);
    }
  });

  it('shows each colour that there is to choose, else two or three different pictures of its category', () => {
    for (const { images, categories, options } of products) {
      const urls = images.map(({ url }) => url);
      const colours = options.find(({ name }) => name === 'Colour')?.values;
      expect(new Set(urls).size).to.equal(urls.length).and.to.be.within(2, 4);
      expect(images.map(({ optionValues }) => optionValues?.Colour)).to.deep.equal(
        colours ?? urls.map(() => undefined),
      );
      if (colours !== undefined) continue;
      expect(picturesOfKind(categories[0] ?? '').map(({ url }) => url)).to.include.members(urls);
    }
  });

  it('shows no picture that nobody has drawn', () => {
    const drawn = new Set(allPictures().map(({ key }) => `/${key}`));

    for (const { url } of products.flatMap(({ images }) => images)) expect(drawn).to.include(url);
  });

  it('gives no id, slug or SKU twice, also at the large scale', function () {
    this.timeout(60_000);
    const taken = new Set<string>();
    let given = 0;
    for (let number = 0; number < largeScale; number += 1) {
      const { id, slug, variants } = generateProduct(number);
      for (const name of [id, slug, ...variants.map(({ sku }) => sku)]) {
        taken.add(name);
        given += 1;
      }
    }

    expect(taken.size).to.equal(given);
  });
});
