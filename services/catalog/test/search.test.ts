import { SearchResult, Suggestions } from '@evermart/contracts/http/search';
import { expect } from 'chai';
import { type Catalog, newSku, startCatalog } from './catalog-under-test.ts';

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

describe('lesson 14: full-text search', () => {
  let catalog: Catalog;

  before(async () => {
    catalog = await startCatalog();
    const add = (name: string, brand: string, category: string, priceMinor: number, description = '') =>
      catalog.addProduct({
        name,
        brand,
        description,
        categories: [category],
        variants: [{ sku: newSku(), optionValues: {}, price: eur(priceMinor), onHand: 1 }],
      });
    await add('Brass Lantern', 'Lumen', 'lamps', 900, 'Goes well with a linen shirt.');
    await add('Linen Shirt', 'Kyst', 'shirts', 4900);
    await add('Oxford Shirt', 'Kyst', 'shirts', 5900, 'Not of linen at all.');
    await add('Flannel Shirt', 'Fielder', 'shirts', 2400, 'For cold days.');
    await add('Café Vase', 'Kyst', 'vases', 12900, 'Holds one flower.');
  });

  after(() => catalog.stop());

  const search = async (query: string) => {
    const { status, body } = await catalog.caller('search')('GET', `/search?${query}`);
    expect(status).to.equal(200);
    return SearchResult.strict().parse(body);
  };
  const namesOf = ({ items }: SearchResult) => items.map(({ name }) => name);
  const suggest = async (q: string) => {
    const { body } = await catalog.caller('search')('GET', `/search/suggestions?q=${encodeURIComponent(q)}`);
    return Suggestions.parse(body).items;
  };

  it('weighs the name over the description, and says that it is the fallback', async () => {
    const result = await search('q=linen');

    expect(namesOf(result)[0]).to.equal('Linen Shirt');
    expect(namesOf(result)).to.have.members(['Linen Shirt', 'Oxford Shirt', 'Brass Lantern']);
    expect(result).to.include({ total: 3, degraded: true });
  });

  it('finds word forms, brands, categories, and words without their accents', async () => {
    expect(namesOf(await search('q=lanterns'))).to.deep.equal(['Brass Lantern']);
    expect(namesOf(await search('q=fielder'))).to.deep.equal(['Flannel Shirt']);
    expect(namesOf(await search('q=clothing+cold'))).to.deep.equal(['Flannel Shirt']);
    expect(namesOf(await search('q=cafe'))).to.deep.equal(['Café Vase']);
    expect(namesOf(await search('q=CAF%C3%89'))).to.deep.equal(['Café Vase']);
  });

  it('forgives a typo and tells what it understood', async () => {
    const result = await search('q=linne+shrit');

    expect(result.correctedQuery).to.equal('linen shirt');
    expect(namesOf(result)[0]).to.equal('Linen Shirt');
    expect((await search('q=linen')).correctedQuery).to.equal(undefined);
    expect((await search('q=xylophone')).total).to.equal(0);
    expect((await search('q=xylophone')).correctedQuery).to.equal(undefined);
  });

  it('counts facets by what the other filters leave, never by its own', async () => {
    const all = await search('q=shirt');
    const narrowed = await search('q=shirt&brand=Kyst&maxPrice=5000');
    const counts = (facet: readonly { value: string; count: number }[]) =>
      Object.fromEntries(facet.filter(({ count }) => count > 0).map(({ value, count }) => [value, count]));

    expect(counts(all.facets.category)).to.deep.equal({ clothing: 3, shirts: 3, home: 1, lamps: 1 });
    expect(all.facets.category[0]?.label).to.equal('Clothing');
    expect(counts(all.facets.brand)).to.deep.equal({ Kyst: 2, Fielder: 1, Lumen: 1 });
    expect(counts(all.facets.price)).to.deep.equal({ '0-1000': 1, '1000-2500': 1, '2500-5000': 1, '5000-10000': 1 });

    expect([namesOf(narrowed), narrowed.total]).to.deep.equal([['Linen Shirt'], 1]);
    expect(counts(narrowed.facets.category)).to.deep.equal({ clothing: 1, shirts: 1 });
    expect(counts(narrowed.facets.brand)).to.deep.equal({ Kyst: 1, Fielder: 1, Lumen: 1 });
    expect(counts(narrowed.facets.price)).to.deep.equal({ '2500-5000': 1, '5000-10000': 1 });
  });

  it('filters by category with its subcategories, brand and price', async () => {
    expect(namesOf(await search('q=shirt&category=home'))).to.deep.equal(['Brass Lantern']);
    expect(namesOf(await search('q=shirt&brand=Fielder'))).to.deep.equal(['Flannel Shirt']);
    expect(namesOf(await search('q=shirt&minPrice=2400&maxPrice=4900&sort=price-asc'))).to.deep.equal([
      'Flannel Shirt',
      'Linen Shirt',
    ]);
  });

  it('lists the whole shop for an empty query, with the same facets and filters', async () => {
    const all = await search('q=&sort=price-desc&limit=2');
    const kyst = await search('brand=Kyst&sort=price-asc');

    expect([namesOf(all), all.total]).to.deep.equal([['Café Vase', 'Oxford Shirt'], 5]);
    expect(namesOf(kyst)).to.deep.equal(['Linen Shirt', 'Oxford Shirt', 'Café Vase']);
    expect(kyst.facets.brand.map(({ value }) => value)).to.have.members(['Kyst', 'Fielder', 'Lumen']);
    expect([kyst.total, kyst.facets.category.find(({ value }) => value === 'shirts')?.count]).to.deep.equal([3, 2]);
  });

  it('pages through every match once, in every order', async () => {
    for (const query of ['q=shirt', 'q=']) {
      const { total } = await search(query);
      for (const sort of ['relevance', 'newest', 'popular', 'price-asc', 'price-desc']) {
        const found: string[] = [];
        let cursor: string | null = '';
        while (cursor !== null) {
          const page: SearchResult = await search(`${query}&sort=${sort}&limit=1${cursor && `&cursor=${cursor}`}`);
          found.push(...namesOf(page));
          cursor = page.nextCursor;
        }
        expect([found.length, new Set(found).size]).to.deep.equal([total, total]);
      }
    }
  });

  it('refuses a cursor of another search, naming it', async () => {
    const { nextCursor } = await search('q=shirt&limit=1');

    for (const query of [
      `q=linen&cursor=${nextCursor}`,
      `q=shirt&sort=newest&cursor=${nextCursor}`,
      'q=shirt&cursor=x',
    ]) {
      const { status, body } = await catalog.caller('search')('GET', `/search?${query}`);
      expect([status, body.errors[0].path]).to.deep.equal([422, 'cursor']);
    }
  });

  it('follows the catalogue at once', async () => {
    const { id } = await catalog.addProduct({ name: 'Zeppelin Mobile' });
    expect(namesOf(await search('q=zeppelin'))).to.deep.equal(['Zeppelin Mobile']);

    await catalog.admin('DELETE', `/admin/products/${id}`);
    expect((await search('q=zeppelin')).total).to.equal(0);
    expect(await suggest('zepp')).to.deep.equal([]);
  });

  it('takes any text as words, never as a query language', async () => {
    for (const q of ["'", '& | ! ( ) :*', "shirt' OR 1=1 --", '<->', '\\', 'the', '%', '🧥', '-', 'a'.repeat(200)]) {
      await search(`q=${encodeURIComponent(q)}`);
      await suggest(q.slice(0, 100));
    }
    expect(namesOf(await search(`q=${encodeURIComponent('linen & !shirt:*')}`))[0]).to.equal('Linen Shirt');
  });

  describe('suggestions', () => {
    it('complete the word that is being typed: labels first, then products', async () => {
      expect(await suggest('shi')).to.deep.include({ text: 'Shirts' });
      expect((await suggest('linen sh')).map(({ text }) => text)).to.deep.equal(['Linen Shirt']);
      expect((await suggest('linen sh'))[0]?.productSlug).to.match(/^product-/);
      expect(await suggest('kys')).to.deep.equal([{ text: 'Kyst' }]);
    });

    it('forgive a typo', async () => {
      expect((await suggest('flanel')).map(({ text }) => text)).to.deep.equal(['Flannel Shirt']);
    });

    it('are eight at most, of different texts', async () => {
      for (let index = 0; index < 12; index += 1) await catalog.addProduct({ name: `Beacon ${index % 10}` });

      const suggestions = await suggest('be');

      expect(suggestions).to.have.length(8);
      expect(new Set(suggestions.map(({ text }) => text)).size).to.equal(8);
    });
  });
});
