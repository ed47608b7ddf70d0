import { Product, ProductList } from '@evermart/contracts/http/product';
import { expect } from 'chai';
import { type Catalog, newSku, startCatalog } from './catalog-under-test.ts';

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

describe('products', () => {
  let catalog: Catalog;

  before(async () => {
    catalog = await startCatalog();
  });

  after(() => catalog.stop());

  const list = async (query: string) => {
    const answer = await catalog.gateway('GET', `/products?${query}`);
    expect(answer.status).to.equal(200);
    return ProductList.parse(answer.body);
  };
  /** Every product of a list, page by page. */
  const walk = async (query: string, limit: number) => {
    const found = [];
    let cursor: string | null = null;
    do {
      const page: ProductList = await list(`${query}&limit=${limit}${cursor === null ? '' : `&cursor=${cursor}`}`);
      found.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return found;
  };

  it('are shown with their variants, exactly as the public API says', async () => {
    const skus = [newSku(), newSku()];
    const { id, slug } = await catalog.addProduct({
      name: 'Linen Shirt',
      brand: 'Kyst',
      categories: ['shirts', 'home'],
      options: [{ name: 'Size', values: ['S', 'M'] }],
      variants: [
        { sku: skus[0]!, optionValues: { Size: 'S' }, price: eur(4990), compareAtPrice: eur(5990), onHand: 0 },
        { sku: skus[1]!, optionValues: { Size: 'M' }, price: eur(5490), onHand: 3 },
      ],
    });

    const { body } = await catalog.gateway('GET', `/products/${slug}`);

    expect(Product.strict().parse(body)).to.deep.equal({
      id,
      slug,
      name: 'Linen Shirt',
      brand: 'Kyst',
      description: 'Folded by hand.',
      categories: [
        { slug: 'shirts', name: 'Shirts' },
        { slug: 'home', name: 'Home' },
      ],
      images: [{ url: '/media/products/lamp.svg', alt: 'A lamp' }],
      options: [{ name: 'Size', values: ['S', 'M'] }],
      variants: [
        {
          sku: skus[0],
          optionValues: { Size: 'S' },
          price: eur(4990),
          compareAtPrice: eur(5990),
          available: false,
        },
        { sku: skus[1], optionValues: { Size: 'M' }, price: eur(5490), available: true },
      ],
    });
    const [summary] = (await list('category=clothing')).items;
    expect(summary).to.deep.equal({
      id,
      slug,
      name: 'Linen Shirt',
      brand: 'Kyst',
      category: 'shirts',
      image: { url: '/media/products/lamp.svg', alt: 'A lamp' },
      price: eur(4990),
      compareAtPrice: eur(5990),
      available: true,
    });
  });

  it('that nobody knows are 404, whatever the address holds', async () => {
    for (const slug of ['no-such-product', 'NOT-A-SLUG', '%00', '%E2%82%AC']) {
      expect((await catalog.gateway('GET', `/products/${slug}`)).body.type).to.equal('/problems/not-found');
    }
  });

  it('show in the same moment that the last unit is reserved, released, sold, or back', async () => {
    const { sku, slug } = await catalog.addProduct({ onHand: 1, categories: ['vases'] });
    const shown = async () => {
      const [product, { items }] = await Promise.all([
        catalog.gateway('GET', `/products/${slug}`),
        list('category=vases&inStock=true'),
      ]);
      const listed = items.some((item) => item.slug === slug);
      expect(product.body.variants[0].available).to.equal(listed);
      return listed;
    };
    const lines = [{ sku, quantity: 1 }];

    expect(await shown()).to.equal(true);
    await catalog.reserve('flip-1', lines);
    expect(await shown()).to.equal(false);
    await catalog.checkout('POST', '/reservations/flip-1/release');
    expect(await shown()).to.equal(true);
    await catalog.checkout('POST', '/reservations/flip-2/commit', { lines });
    expect(await shown()).to.equal(false);
    await catalog.checkout('POST', '/reservations/flip-2/restock');
    expect(await shown()).to.equal(true);
    await catalog.admin('PUT', `/admin/stock/${sku}`, { onHand: 0 });
    expect(await shown()).to.equal(false);
  });

  describe('in lists', () => {
    const prices = [500, 1500, 1500, 2500, 3500, 4500, 9900];

    before(async () => {
      for (const [index, price] of prices.entries()) {
        await catalog.addProduct({
          name: `Lamp ${index}`,
          variants: [{ sku: newSku(), optionValues: {}, price: eur(price), onHand: index === 0 ? 0 : 5 }],
        });
      }
    });

    const pricesOf = (items: ProductList['items']) => items.map(({ price }) => price.amountMinor);

    it('come by price in both directions, each exactly once across pages, ties included', async () => {
      for (const limit of [1, 2, 3, 100]) {
        const rising = await walk('category=lamps&sort=price-asc', limit);
        const falling = await walk('category=lamps&sort=price-desc', limit);

        expect(pricesOf(rising)).to.deep.equal(prices);
        expect(pricesOf(falling)).to.deep.equal(prices.toReversed());
        expect(new Set(rising.map(({ id }) => id)).size).to.equal(prices.length);
      }
    });

    it('come newest first', async () => {
      const names = (await walk('category=lamps&sort=newest', 2)).map(({ name }) => name);

      expect(names).to.deep.equal(prices.map((_, index) => `Lamp ${index}`).toReversed());
    });

    it('come by popularity, also when nothing is asked for', async () => {
      await catalog.postgres.query(`UPDATE products SET popularity = 1000 WHERE name IN ('Lamp 2', 'Lamp 4')`);
      await catalog.postgres.query(`SELECT refresh_products(ARRAY(SELECT id FROM products WHERE popularity > 0))`);

      for (const sort of ['popular', 'relevance']) {
        const [first, second] = await walk(`category=lamps&sort=${sort}`, 3);
        expect([first?.name, second?.name]).to.have.members(['Lamp 2', 'Lamp 4']);
      }
    });

    it('of a category hold those of its subcategories', async () => {
      const inLamps = await walk('category=lamps', 100);
      const inHome = await walk('category=home', 100);

      expect(inHome.map(({ id }) => id)).to.include.members(inLamps.map(({ id }) => id));
      expect(await walk('category=no-such-category', 10)).to.deep.equal([]);
    });

    it('are filtered by price, bounds included, and by stock', async () => {
      const middle = await walk('category=lamps&sort=price-asc&minPrice=1500&maxPrice=3500', 2);
      const inStock = await walk('category=lamps&sort=price-asc&inStock=true', 100);

      expect(pricesOf(middle)).to.deep.equal([1500, 1500, 2500, 3500]);
      expect(pricesOf(inStock)).to.deep.equal(prices.slice(1));
      expect(await walk('category=lamps&inStock=false', 100)).to.have.length(prices.length);
      expect(await walk('category=lamps&minPrice=999999999', 10)).to.deep.equal([]);
    });

    it('keep their place while others come and go between two pages', async () => {
      const first = await list('category=lamps&sort=price-asc&limit=3');
      await catalog.addProduct({ variants: [{ sku: newSku(), optionValues: {}, price: eur(1), onHand: 1 }] });

      const rest = await list(`category=lamps&sort=price-asc&limit=100&cursor=${first.nextCursor}`);

      expect(pricesOf([...first.items, ...rest.items])).to.deep.equal(prices);
    });

    it('refuse a cursor that is damaged or of another order, naming it', async () => {
      const { nextCursor } = await list('category=lamps&sort=price-asc&limit=1');
      const forged = (...position: unknown[]) => Buffer.from(JSON.stringify(position)).toString('base64url');

      for (const query of [
        `sort=newest&cursor=${nextCursor}`,
        'cursor=nonsense',
        'cursor=%00',
        `cursor=${forged('popularity', 'x', 'y')}`,
        `sort=newest&cursor=${forged('created_at', '0000-01-01T00:00:00Z', 'y')}`,
        `sort=newest&cursor=${forged('created_at', '2026-01-01T00:00:00Z', '\0')}`,
        `sort=newest&cursor=${forged('created_at', `2026-01-01T00:00:00.${'0'.repeat(200)}Z`, 'y')}`,
      ]) {
        const { status, body } = await catalog.gateway('GET', `/products?${query}`);
        expect([status, body.errors[0].path]).to.deep.equal([422, 'cursor']);
      }
    });

    it('refuse what they do not know', async () => {
      for (const query of ['limit=0', 'limit=101', 'sort=cheapest', 'colour=red', 'minPrice=-1', 'category=NO']) {
        expect((await catalog.gateway('GET', `/products?${query}`)).status).to.equal(422);
      }
    });
  });

  it('stand in a tree of categories', async () => {
    expect((await catalog.gateway('GET', '/categories')).body).to.deep.equal({
      items: [
        {
          slug: 'home',
          name: 'Home',
          children: [
            { slug: 'lamps', name: 'Lamps', children: [] },
            { slug: 'vases', name: 'Vases', children: [] },
          ],
        },
        { slug: 'clothing', name: 'Clothing', children: [{ slug: 'shirts', name: 'Shirts', children: [] }] },
      ],
    });
  });
});
