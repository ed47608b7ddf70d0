import { AdminProduct, type ProductInput } from '@evermart/contracts/http/catalog';
import { expect } from 'chai';
import { type Catalog, newProduct, newSku, startCatalog } from './catalog-under-test.ts';

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

describe('product administration', () => {
  let catalog: Catalog;

  before(async () => {
    catalog = await startCatalog();
  });

  after(() => catalog.stop());

  const put = (id: string, input: ProductInput, headers = {}) =>
    catalog.admin('PUT', `/admin/products/${id}`, input, headers);
  const eventTypes = async (productId: string) => {
    const rows = await catalog.postgres.query<{ type: string }>(
      `SELECT event ->> 'type' AS type FROM outbox WHERE event -> 'data' ->> 'productId' = $1 ORDER BY id`,
      [productId],
    );
    return rows.map(({ type }) => type);
  };

  it('creates, reads, replaces and removes a product, and tells of each', async () => {
    const input = newProduct({ name: 'Oak Lamp' });
    const created = await catalog.admin('POST', '/admin/products', input);
    const { id } = created.body;

    expect([created.status, created.headers.get('location')]).to.deep.equal([201, `/admin/products/${id}`]);
    expect(AdminProduct.strict().parse(created.body)).to.deep.include({
      edition: 1,
      slug: input.slug,
      name: 'Oak Lamp',
    });
    expect((await catalog.admin('GET', `/admin/products/${id}`)).body).to.deep.equal(created.body);

    const replaced = await put(id, { ...input, name: 'Ash Lamp' });
    expect([replaced.status, replaced.body.name, replaced.body.edition]).to.deep.equal([200, 'Ash Lamp', 2]);
    expect((await catalog.gateway('GET', `/products/${input.slug}`)).body.name).to.equal('Ash Lamp');

    expect((await catalog.admin('DELETE', `/admin/products/${id}`)).status).to.equal(204);
    for (const path of [`/admin/products/${id}`, `/products/${input.slug}`, `/documents/${id}`]) {
      expect((await catalog.admin('GET', path)).status).to.equal(404);
    }
    expect((await catalog.admin('DELETE', `/admin/products/${id}`)).status).to.equal(404);
    expect((await catalog.gateway('GET', '/products?category=lamps&limit=100')).body.items).to.deep.equal([]);
    expect(await eventTypes(id)).to.deep.equal(['product.created', 'product.updated', 'product.deleted']);
  });

  it('gives slug and SKUs free when a product is removed', async () => {
    const input = newProduct();
    const { body } = await catalog.admin('POST', '/admin/products', input);
    await catalog.admin('DELETE', `/admin/products/${body.id}`);

    expect((await catalog.admin('POST', '/admin/products', input)).status).to.equal(201);
  });

  it('lets the first of two editors win: the other one has seen an older edition', async () => {
    const input = newProduct();
    const { body, headers } = await catalog.admin('POST', '/admin/products', input);
    const seen = { 'if-match': headers.get('etag') ?? '' };

    const answers = await Promise.all([
      put(body.id, { ...input, name: 'One' }, seen),
      put(body.id, { ...input, name: 'Other' }, seen),
    ]);

    expect(answers.map(({ status }) => status)).to.have.members([200, 412]);
    expect((await catalog.admin('DELETE', `/admin/products/${body.id}`, undefined, seen)).status).to.equal(412);
  });

  it('takes any of the editions that If-Match lists, and a weak one never', async () => {
    const input = newProduct();
    const { body, headers } = await catalog.admin('POST', '/admin/products', input);
    const current = headers.get('etag') ?? '';

    expect((await put(body.id, input, { 'if-match': `"98", "99"` })).status).to.equal(412);
    expect((await put(body.id, input, { 'if-match': `W/${current}` })).status).to.equal(412);
    expect((await put(body.id, input, { 'if-match': `"98", ${current} ,"99"` })).status).to.equal(200);
  });

  it('does not count a sale as an edit', async () => {
    const input = newProduct({ onHand: 1 });
    const { body, headers } = await catalog.admin('POST', '/admin/products', input);
    await catalog.reserve(`sale-${body.id}`, [{ sku: body.variants[0].sku, quantity: 1 }]);

    const { status } = await put(
      body.id,
      { ...input, variants: [{ ...input.variants[0]!, onHand: 5 }] },
      {
        'if-match': headers.get('etag') ?? '',
      },
    );

    expect(status).to.equal(200);
  });

  it('replaces variants: new ones appear, missing ones go, and what is reserved stays covered', async () => {
    const [kept, dropped, added] = [newSku(), newSku(), newSku()] as const;
    const options = [{ name: 'Size', values: ['S', 'M', 'L'] }];
    const variant = (sku: string, Size: string, onHand?: number) => ({
      sku,
      optionValues: { Size },
      price: eur(1000),
      ...(onHand === undefined ? {} : { onHand }),
    });
    const product = await catalog.addProduct({ options, variants: [variant(kept, 'S', 5), variant(dropped, 'M', 5)] });
    await catalog.reserve(`variants-${product.id}`, [
      { sku: kept, quantity: 3 },
      { sku: dropped, quantity: 2 },
    ]);
    const input = newProduct({ slug: product.slug, options, variants: [variant(added, 'L', 7), variant(kept, 'S')] });

    const tooFew = await put(product.id, { ...input, variants: [variant(kept, 'S', 2)] });
    const replaced = await put(product.id, input);

    expect([tooFew.status, tooFew.body.errors[0].path]).to.deep.equal([409, 'variants.0.onHand']);
    expect(replaced.body.variants.map((each: { sku: string }) => each.sku)).to.deep.equal([added, kept]);
    expect(replaced.body.variants[1]).to.include({ onHand: 5, reserved: 3, available: 2 });
    expect((await catalog.reserve('late', [{ sku: dropped, quantity: 1 }])).body.errors[0].message).to.contain(
      'not sold',
    );
    const paid = await catalog.checkout('POST', `/reservations/variants-${product.id}/commit`, {
      lines: [{ sku: kept, quantity: 3 }],
    });
    expect(paid.body.backordered).to.deep.equal([]);
  });

  it('names the member that another product has already', async () => {
    const first = newProduct();
    await catalog.addProduct(first);
    const sameSlug = await catalog.admin('POST', '/admin/products', newProduct({ slug: first.slug }));
    const sameSku = await catalog.admin('POST', '/admin/products', newProduct({ variants: first.variants }));
    const unknownCategory = await catalog.admin(
      'POST',
      '/admin/products',
      newProduct({ categories: ['lamps', 'nowhere'] }),
    );

    expect([sameSlug.status, sameSlug.body.errors[0].path]).to.deep.equal([422, 'slug']);
    expect([sameSku.status, sameSku.body.errors[0].path]).to.deep.equal([422, 'variants.0.sku']);
    expect([unknownCategory.status, unknownCategory.body.errors[0].path]).to.deep.equal([422, 'categories.1']);
  });

  it('creates one product for 20 concurrent requests with the same slug and SKU', async () => {
    const input = newProduct();

    const answers = await Promise.all(
      Array.from({ length: 20 }, () => catalog.admin('POST', '/admin/products', input)),
    );

    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).to.deep.equal([201, ...Array(19).fill(422)]);
  });

  it('gives a SKU to one of 10 products that want it at once', async () => {
    const sku = newSku();
    const variants = [{ sku, optionValues: {}, price: eur(1000), onHand: 1 }];

    const answers = await Promise.all(
      Array.from({ length: 10 }, () => catalog.admin('POST', '/admin/products', newProduct({ variants }))),
    );

    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).to.deep.equal([201, ...Array(9).fill(422)]);
  });

  describe('refuses a product', () => {
    const size = [{ name: 'Size', values: ['S', 'M'] }];
    const variant = (input: object = {}) => ({ sku: newSku(), optionValues: {}, price: eur(1000), ...input });
    const refused: readonly [name: string, input: object, path: string][] = [
      ['that costs nothing', { variants: [variant({ price: eur(0) })] }, 'variants.0.price.amountMinor'],
      [
        'in another currency',
        { variants: [variant({ price: { amountMinor: 1, currency: 'USD' } })] },
        'variants.0.price.currency',
      ],
      [
        'whose former price is not higher',
        { variants: [variant({ compareAtPrice: eur(1000) })] },
        'variants.0.compareAtPrice.amountMinor',
      ],
      ['whose variant misses an option', { options: size, variants: [variant()] }, 'variants.0.optionValues.Size'],
      [
        'whose variant has a value of no option',
        { variants: [variant({ optionValues: { Colour: 'Red' } })] },
        'variants.0.optionValues.Colour',
      ],
      [
        'whose variant has an unknown value',
        { options: size, variants: [variant({ optionValues: { Size: 'XXL' } })] },
        'variants.0.optionValues.Size',
      ],
      [
        'with the same choice twice',
        {
          options: size,
          variants: [variant({ optionValues: { Size: 'S' } }), variant({ optionValues: { Size: 'S' } })],
        },
        'variants.1.optionValues',
      ],
      ['with an image from anywhere', { images: [{ url: 'javascript:alert(1)', alt: '' }] }, 'images.0.url'],
      [
        'with an image of a colour that it has not',
        { images: [{ url: '/media/a.svg', alt: '', optionValues: { Colour: 'Nosuch' } }] },
        'images.0.optionValues.Colour',
      ],
      ['with an image outside the media folder', { images: [{ url: '/media/../secrets', alt: '' }] }, 'images.0.url'],
      ['with an unknown member', { colour: 'red' }, 'colour'],
      ['without a variant', { variants: [] }, 'variants'],
      ['whose slug is none', { slug: 'Not A Slug' }, 'slug'],
    ];

    for (const [name, input, path] of refused) {
      it(name, async () => {
        const { status, body } = await catalog.admin('POST', '/admin/products', newProduct(input));

        expect(status).to.equal(422);
        expect(body.errors.map((error: { path: string }) => error.path)).to.include(path);
      });
    }
  });

  it('lists the newest first, and finds by name, slug and SKU', async () => {
    const older = await catalog.addProduct({ name: 'Quartz Obelisk' });
    const newer = await catalog.addProduct({ name: 'Small quartz obelisk' });
    const find = async (query: string) =>
      (await catalog.admin('GET', `/admin/products?${query}`)).body.items.map(({ id }: { id: string }) => id);

    expect(await find('q=QUARTZ')).to.deep.equal([newer.id, older.id]);
    expect(await find(`q=${older.slug}`)).to.deep.equal([older.id]);
    expect(await find(`q=${newer.sku.toLowerCase()}`)).to.deep.equal([newer.id]);
    expect(await find('q=%25')).to.deep.equal([]);

    const { body } = await catalog.admin('GET', '/admin/products?q=quartz&limit=1');
    expect(await find(`q=quartz&limit=1&cursor=${body.nextCursor}`)).to.deep.equal([older.id]);
  });

  it('lesson 11: is for the group admin only', async () => {
    const { id, sku } = await catalog.addProduct();
    const paths = ['/admin/products', `/admin/products/${id}`, `/admin/stock/${sku}`];
    const customer = catalog.caller('api-gateway', { customerId: 'c-1', groups: ['editors'] });

    for (const path of paths) {
      for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
        const guest = await catalog.gateway(method, path, method === 'GET' ? undefined : {});
        const shopper = await customer(method, path, method === 'GET' ? undefined : {});
        expect([guest.status, shopper.status]).to.deep.equal([401, 403]);
      }
    }
    expect((await catalog.admin('GET', `/admin/products/${id}`)).status).to.equal(200);
  });
});
