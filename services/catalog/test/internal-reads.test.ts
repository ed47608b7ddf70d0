import {
  ProductDocument,
  ProductDocuments,
  ProductSummaries,
  VariantSnapshots,
} from '@evermart/contracts/http/catalog';
import { expect } from 'chai';
import { eventually } from '../../../test/support/eventually.ts';
import { type Catalog, newSku, startCatalog, startStrandedCatalog } from './catalog-under-test.ts';

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

describe('internal reads', () => {
  let catalog: Catalog;

  before(async () => {
    catalog = await startCatalog();
  });

  after(() => catalog.stop());

  const shirt = () =>
    catalog.addProduct({
      name: 'Linen Shirt',
      categories: ['shirts', 'lamps'],
      options: [
        { name: 'Size', values: ['S', 'M'] },
        { name: 'Colour', values: ['Blue'] },
      ],
      variants: [
        { sku: newSku(), optionValues: { Colour: 'Blue', Size: 'M' }, price: eur(4990), onHand: 7 },
        { sku: newSku(), optionValues: { Colour: 'Blue', Size: 'S' }, price: eur(3990), onHand: 0 },
      ],
    });

  it('tell a cart of its SKUs: name in the order of the options, price, image and what could be reserved', async () => {
    const product = await shirt();
    const [medium, small] = product.variants;
    await catalog.reserve('looked-up', [{ sku: medium.sku, quantity: 2 }]);

    const { body } = await catalog.caller('cart')('POST', '/variants/lookup', {
      skus: [medium.sku, small.sku, newSku(), medium.sku],
    });

    expect(VariantSnapshots.strict().parse(body).items).to.have.deep.members([
      {
        sku: medium.sku,
        productId: product.id,
        productSlug: product.slug,
        name: 'Linen Shirt, M, Blue',
        image: { url: '/media/products/lamp.svg', alt: 'A lamp' },
        unitPrice: eur(4990),
        availableQuantity: 5,
      },
      {
        sku: small.sku,
        productId: product.id,
        productSlug: product.slug,
        name: 'Linen Shirt, S, Blue',
        image: { url: '/media/products/lamp.svg', alt: 'A lamp' },
        unitPrice: eur(3990),
        availableQuantity: 0,
      },
    ]);
  });

  it('give summaries in the order asked for, a picture for each, and leave out what is unknown', async () => {
    const one = await catalog.addProduct({ name: 'One' });
    const two = await catalog.addProduct({ name: 'Two', images: [] });

    const { body } = await catalog.caller('recommendations')('POST', '/products/lookup', {
      slugs: [two.slug, 'no-such-product', one.slug],
    });

    const { items } = ProductSummaries.parse(body);
    expect(items.map(({ name }) => name)).to.deep.equal(['Two', 'One']);
    expect(items[0]?.image).to.deep.equal({ url: '/media/placeholder.svg', alt: 'Two' });
  });

  it('refuse lookups of nothing and of too much', async () => {
    for (const skus of [[], Array(201).fill('SKU'), ['not a sku']]) {
      expect((await catalog.caller('cart')('POST', '/variants/lookup', { skus })).status).to.equal(422);
    }
  });

  it('give the search index a document of each product, whose version grows with each change', async () => {
    const product = await shirt();
    const read = async () =>
      ProductDocument.strict().parse((await catalog.caller('search')('GET', `/documents/${product.id}`)).body);

    const before = await read();
    await catalog.reserve('documented', [{ sku: product.variants[0].sku, quantity: 7 }]);
    const after = await read();

    expect(before).to.deep.include({
      productId: product.id,
      categories: ['clothing', 'home', 'lamps', 'shirts'],
      categoryNames: ['Clothing', 'Home', 'Lamps', 'Shirts'],
      skus: product.variants.map(({ sku }: { sku: string }) => sku),
      optionValues: ['Blue', 'M', 'S'],
      maxPriceMinor: 4990,
      createdAt: product.createdAt,
    });
    expect(before.summary).to.deep.include({ price: eur(3990), available: true });
    expect(after.version).to.be.greaterThan(before.version);
    expect(after.summary.available).to.equal(false);
  });

  it('list every document once, page by page', async () => {
    const found: string[] = [];
    let cursor = '';
    do {
      const { body } = await catalog.caller('search')('GET', `/documents?limit=2${cursor && `&cursor=${cursor}`}`);
      const page = ProductDocuments.parse(body);
      found.push(...page.items.map(({ productId }) => productId));
      cursor = page.nextCursor ?? '';
    } while (cursor !== '');

    const rows = await catalog.postgres.query<{ id: string }>('SELECT id FROM products');
    expect(found.toSorted()).to.deep.equal(rows.map(({ id }) => id).toSorted());
  });

  it('are not for strangers: a missing or foreign token is 401', async () => {
    const bare = await fetch(`${catalog.baseUrl}/documents`);
    const stranger = await catalog.caller('payment')('GET', '/documents');

    expect([bare.status, stranger.status]).to.deep.equal([401, 401]);
  });

  it('come back by themselves after the database has cut every connection', async () => {
    const { slug } = await catalog.addProduct();
    await catalog.gateway('GET', `/products/${slug}`);
    await catalog.postgres
      .query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()')
      .catch(() => {
        // It cut its own connection, too.
      });

    await eventually(async () => (await catalog.gateway('GET', `/products/${slug}`)).status === 200);
    expect((await fetch(`${catalog.baseUrl}/health/ready`)).status).to.equal(200);
  });
});

describe('lesson 7: while the database is away, catalog', () => {
  let stranded: Awaited<ReturnType<typeof startStrandedCatalog>>;

  before(async () => {
    stranded = await startStrandedCatalog();
  });

  after(() => stranded.stop());

  it('answers reads and commands with 503 and when to come again', async () => {
    const lines = [{ sku: 'SKU-1', quantity: 1 }];
    const answers = await Promise.all([
      stranded.call('GET', '/products'),
      stranded.call('PUT', '/reservations/c-1', { lines, expiresInSeconds: 60 }),
      stranded.call('POST', '/reservations/c-1/commit', { lines }),
    ]);

    for (const { status, body, headers } of answers) {
      expect([status, body.type]).to.deep.equal([503, '/problems/dependency-unavailable']);
      expect(Number(headers.get('retry-after'))).to.be.greaterThan(0);
    }
  });

  it('is alive, and not ready because of it', async () => {
    const ready = await fetch(`${stranded.baseUrl}/health/ready`);

    expect((await fetch(`${stranded.baseUrl}/health/live`)).status).to.equal(200);
    expect([ready.status, await ready.json()]).to.deep.equal([
      503,
      { status: 'not-ready', checks: { postgres: 'failed' } },
    ]);
  });
});
