import { randomInt } from 'node:crypto';
import { expect } from 'chai';
import { eventually } from '../../../../test/support/eventually.ts';
import { aProduct } from '../a-product.ts';
import { namesOf, type SearchUnderTest, startSearch } from '../search-fixture.ts';
import { emptyOpenSearch, firstStartTimeoutMs } from './opensearch-server.ts';

describe('lesson 14: search on OpenSearch', () => {
  let shop: SearchUnderTest;

  before(async function () {
    this.timeout(firstStartTimeoutMs);
    const { url } = await emptyOpenSearch();
    shop = await startSearch({ openSearchUrl: url });
    shop.catalog.state.categories = [
      { slug: 'clothing', name: 'Clothing', children: [{ slug: 'shirts', name: 'Shirts & Tops', children: [] }] },
    ];
    shop.catalog.sell(
      aProduct({
        id: 'linen',
        name: 'Linen Shirt',
        brand: 'Northwind',
        categories: ['shirts', 'clothing'],
        priceMinor: 4_900,
        popularity: 5,
      }),
      aProduct({
        id: 'denim',
        name: 'Denim Jacket',
        brand: 'Northwind',
        description: 'Goes well with a linen shirt',
        categories: ['jackets', 'clothing'],
        priceMinor: 9_900,
        popularity: 90,
      }),
      aProduct({ id: 'cafe', name: 'Café Crème Mug', brand: 'Größe', categories: ['mugs'], priceMinor: 900 }),
      aProduct({
        id: 'oxford',
        name: 'Oxford Shirts',
        brand: 'Contoso',
        categories: ['shirts', 'clothing'],
        priceMinor: 2_500,
      }),
      ...Array.from({ length: 45 }, (_, index) =>
        aProduct({
          name: `Lamp ${index}`,
          categories: ['lamps'],
          priceMinor: 1_000 + (index % 7) * 100,
          popularity: index % 5,
        }),
      ),
    );
    await eventually(async () => !(await shop.search({ q: '' })).degraded);
  });
  after(() => shop.close());

  it('puts a word of the name before the same word of a description, however popular', async () => {
    const result = await shop.search({ q: 'linen shirt' });

    expect(namesOf(result)).to.deep.equal(['Linen Shirt', 'Denim Jacket']);
    expect(result).to.include({ total: 2, degraded: false, nextCursor: null });
  });

  it('finds words of different fields together, in any inflection, case and accent', async () => {
    expect(namesOf(await shop.search({ q: 'NORTHWIND shirts' }))).to.deep.equal(['Linen Shirt', 'Denim Jacket']);
    expect(namesOf(await shop.search({ q: 'cafe creme' }))).to.deep.equal(['Café Crème Mug']);
    expect(namesOf(await shop.search({ q: 'grosse mug' }))).to.deep.equal(['Café Crème Mug']);
  });

  it('finds a product by its SKU', async () => {
    expect(namesOf(await shop.search({ q: 'sku-linen-1' }))).to.deep.equal(['Linen Shirt']);
  });

  it('corrects typos and tells what it understood', async () => {
    for (const typo of ['linnen shrit', 'lnien shirt', 'Linen Shirrt']) {
      const result = await shop.search({ q: typo });

      expect(namesOf(result), typo).to.include('Linen Shirt');
      expect(result.correctedQuery?.toLowerCase(), typo).to.equal('linen shirt');
    }
  });

  it('tells of no correction when the words were found as they are', async () => {
    expect(await shop.search({ q: 'linen shirt' })).not.to.have.property('correctedQuery');
  });

  it('takes a filter that leaves nothing for an answer, not for a typo', async () => {
    const result = await shop.search({ q: 'linen shirt', maxPrice: 100 });

    expect(result).to.deep.include({ items: [], total: 0, nextCursor: null });
    expect(result).not.to.have.property('correctedQuery');
  });

  it('counts the values of each facet over all hits, with the names of categories', async () => {
    const { facets } = await shop.search({ q: 'shirt' });

    expect(facets.category).to.deep.include({ value: 'shirts', label: 'Shirts & Tops', count: 2 });
    expect(facets.category).to.deep.include({ value: 'jackets', count: 1 });
    expect(facets.brand).to.deep.equal([
      { value: 'Northwind', count: 2 },
      { value: 'Contoso', count: 1 },
    ]);
    expect(facets.price.map(({ value, count }) => [value, count])).to.deep.equal([
      ['0-1000', 0],
      ['1000-2500', 0],
      ['2500-5000', 2],
      ['5000-10000', 1],
      ['10000-25000', 0],
      ['25000-', 0],
    ]);
  });

  it('narrows a facet by the other filters, but not by its own', async () => {
    const { items, total, facets } = await shop.search({ q: 'shirt', brand: 'Northwind', category: 'shirts' });

    expect(items.map(({ name }) => name)).to.deep.equal(['Linen Shirt']);
    expect(total).to.equal(1);
    expect(facets.brand).to.have.deep.members([
      { value: 'Northwind', count: 1 },
      { value: 'Contoso', count: 1 },
    ]);
    expect(facets.category.map(({ value }) => value)).to.have.members(['shirts', 'clothing', 'jackets']);
    expect(facets.price.find(({ value }) => value === '2500-5000')?.count).to.equal(1);
  });

  it('includes both bounds of a price filter', async () => {
    const { items, total } = await shop.search({ category: 'lamps', minPrice: 1_100, maxPrice: 1_200, limit: 100 });

    expect(total).to.equal(items.length);
    expect(new Set(items.map(({ price }) => price.amountMinor))).to.deep.equal(new Set([1_100, 1_200]));
  });

  it('sorts by price, popularity and age', async () => {
    const prices = async (sort: string) =>
      (await shop.search({ q: 'shirt', sort })).items.map(({ price }) => price.amountMinor);

    expect(await prices('price-asc')).to.deep.equal([2_500, 4_900, 9_900]);
    expect(await prices('price-desc')).to.deep.equal([9_900, 4_900, 2_500]);
    expect(await prices('popular')).to.deep.equal([9_900, 4_900, 2_500]);
    expect(await prices('newest')).to.have.lengthOf(3);
  });

  for (const sort of ['relevance', 'popular', 'newest', 'price-asc', 'price-desc']) {
    for (const q of ['', 'lamp', 'lmap']) {
      it(`pages through ${sort} of "${q}" without a repetition or a gap`, async () => {
        const seen: string[] = [];
        let cursor: string | null = null;
        const limit = randomInt(1, 20);
        do {
          const page = await shop.search({ q, sort, limit, category: 'lamps', ...(cursor === null ? {} : { cursor }) });
          expect(page.total).to.equal(45);
          seen.push(...page.items.map(({ id }) => id));
          cursor = page.nextCursor;
        } while (cursor !== null);

        expect(seen).to.have.lengthOf(45);
        expect(new Set(seen).size).to.equal(45);
      });
    }
  }

  it('keeps pages in their places while other products change', async () => {
    const first = await shop.search({ q: 'lamp', limit: 10 });
    const rest = await shop.search({ q: 'lamp', limit: 35, cursor: first.nextCursor ?? '' });
    shop.catalog.sell(
      aProduct({ id: 'a-torch', name: 'Torch lamp lamp', description: 'lamp', version: 2, popularity: -1 }),
    );
    shop.publish('product.created', 'a-torch', 2);
    await eventually(async () => (await shop.search({ q: 'torch' })).total === 1);

    const again = await shop.search({ q: 'lamp', limit: 35, cursor: first.nextCursor ?? '' });

    expect(again.items).to.deep.equal(rest.items);
  });

  it('refuses a cursor of another search, and one that nobody gave', async () => {
    const { nextCursor } = await shop.search({ q: 'lamp', limit: 5 });
    const cursor = (position: unknown) => `s1.${Buffer.from(JSON.stringify(position)).toString('base64url')}`;
    const [digest, values] = JSON.parse(Buffer.from(nextCursor?.slice(3) ?? '', 'base64url').toString('utf8'));
    const forged = [['x', values], ...[0, 1].map((at) => [digest, values.with(at, 'words where a number stands')])];
    for (const query of [
      `q=mug&cursor=${nextCursor}`,
      'q=lamp&cursor=s1.abc',
      ...forged.map((position) => `q=lamp&cursor=${cursor(position)}`),
    ]) {
      const { status, body } = await shop.call('GET', `/search?${query}`);

      expect(status, query).to.equal(422);
      expect(body.errors[0].path, query).to.equal('cursor');
    }
    expect((await shop.search({ q: 'lamp' })).degraded).to.equal(false);
  });

  it('records a search that finds nothing by the length of its words only', async () => {
    const { total } = await shop.search({ q: '  Zzyzx   QQWWXX ' });

    expect(total).to.equal(0);
    const [line] = shop.logged('search.no-results').slice(-1);
    expect(line).to.include({ queryLength: 12, degraded: false });
    expect(JSON.stringify(line).toLowerCase()).not.to.include('zzyzx');
  });

  it('answers odd input with a result', async () => {
    for (const q of ['"', '\\', '*:*', 'a AND (', '名前', '💡', 'the', '-', 'x'.repeat(200), 'a b '.repeat(50)]) {
      const { status } = await shop.call('GET', `/search?q=${encodeURIComponent(q)}`);

      expect(status, JSON.stringify(q)).to.equal(200);
    }
    expect((await shop.search({ q: 'lamp' })).degraded).to.equal(false);
  });

  describe('suggestions', () => {
    const suggest = async (q: string) =>
      (await shop.call('GET', `/search/suggestions?q=${encodeURIComponent(q)}`)).body.items as {
        text: string;
        productSlug?: string;
      }[];

    it('complete the word that is being typed, names of products first by popularity', async () => {
      const items = await suggest('sh');

      expect(items.map(({ text }) => text)).to.include.members(['Shirts', 'Linen Shirt', 'Oxford Shirts']);
      expect(items.find(({ text }) => text === 'Linen Shirt')?.productSlug).to.equal('linen-shirt-linen');
    });

    it('offer brands and categories as words to search for', async () => {
      expect((await suggest('north'))[0]).to.deep.equal({ text: 'Northwind' });
    });

    it('forgive a typo, fold accents and are eight at most', async () => {
      expect((await suggest('linnen')).map(({ text }) => text)).to.include('Linen Shirt');
      expect((await suggest('cafe cr')).map(({ text }) => text)).to.include('Café Crème Mug');
      expect(await suggest('l')).to.have.lengthOf(8);
      expect(await suggest('qqqqqq')).to.deep.equal([]);
    });
  });
});
