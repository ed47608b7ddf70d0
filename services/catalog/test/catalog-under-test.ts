import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { ProductInput, StockLevel } from '@evermart/contracts/http/catalog';
import type { ServiceName } from '@evermart/contracts/topology';
import { createEventFactory } from '@evermart/kit/events';
import { createHealth } from '@evermart/kit/health';
import { createTokenMinter, internalTokenHeader } from '@evermart/kit/internal-token';
import { createPostgres } from '@evermart/kit/postgres';
import { listen } from '@evermart/kit/serve';
import { freePort } from '../../../test/support/free-port.ts';
import { callerOf, internalTokenKeys, quietLogger, verifierFor } from '../../../test/support/internal-calls.ts';
import { freshDatabase } from '../../../test/support/postgres.ts';
import { createCatalogApp } from '../app.ts';
import { createMediaStore } from '../media/media-store.ts';
import { createReservationRepository } from '../reservations/reservation-repository.ts';
import { createStockRepository } from '../stock/stock-repository.ts';

const migrations = fileURLToPath(new URL('../migrations', import.meta.url));
const eventSource = '/evermart/region-a/catalog';

/** Nothing listens there. */
const noMedia = { region: 'eu-west-1', endpoint: 'http://127.0.0.1:1' };

const categories = `
  INSERT INTO categories (slug, name, parent, position) VALUES
    ('home', 'Home', NULL, 0), ('lamps', 'Lamps', 'home', 0), ('vases', 'Vases', 'home', 1),
    ('clothing', 'Clothing', NULL, 1), ('shirts', 'Shirts', 'clothing', 0)`;

/** The app on a database, listening. */
async function serveCatalog(databaseUrl: string, media = noMedia) {
  const logger = quietLogger('catalog');
  const postgres = createPostgres({
    url: databaseUrl,
    applicationName: 'catalog-test',
    logger,
    poolSize: 20,
    planCacheMode: 'force_generic_plan',
  });
  const reservations = createReservationRepository(postgres, eventSource);
  const health = createHealth([{ name: 'postgres', check: () => postgres.query('SELECT 1') }]);
  const app = createCatalogApp({
    logger,
    health,
    verifyToken: verifierFor('catalog'),
    postgres,
    createEvent: createEventFactory({ service: 'catalog', region: 'region-a' }),
    reservations,
    stock: createStockRepository(postgres, eventSource),
    media: createMediaStore({ bucket: 'media', ...media }),
    currency: 'EUR',
  });
  const { url: baseUrl, close } = await listen({ app, host: '127.0.0.1', port: 0, health, logger });
  return { postgres, reservations, baseUrl, close };
}

/** A catalogue whose database is away. */
export async function startStrandedCatalog() {
  const port = await freePort();
  const { baseUrl, close, postgres } = await serveCatalog(`postgres://nobody@127.0.0.1:${port}/nowhere`);
  return {
    baseUrl,
    call: callerOf({ service: 'catalog', baseUrl, as: 'checkout' }),
    stop: async () => {
      await close();
      await postgres.close();
    },
  };
}

/** A catalogue of its own on a real database, and those who call it. */
export async function startCatalog(media = noMedia) {
  const { url: databaseUrl } = await freshDatabase(migrations);
  const { postgres, reservations, baseUrl, close } = await serveCatalog(databaseUrl, media);
  await postgres.query(categories);
  const caller = (as: ServiceName, subject = {}) => callerOf({ service: 'catalog', baseUrl, as, subject });
  const gateway = caller('api-gateway');
  const admin = caller('api-gateway', { customerId: 'c-admin', groups: ['admin'] });
  const checkout = caller('checkout');

  return {
    baseUrl,
    databaseUrl,
    postgres,
    reservations,
    caller,
    gateway,
    admin,
    checkout,
    /** Adds a product of one variant, or what `input` says, and answers it with its first SKU. */
    async addProduct(input: Partial<ProductInput> & { onHand?: number } = {}) {
      const answer = await admin('POST', '/admin/products', newProduct(input));
      if (answer.status !== 201) throw new Error(`not added: ${JSON.stringify(answer.body)}`);
      return { ...answer.body, sku: answer.body.variants[0].sku as string };
    },
    /** As an administrator, with a body of bytes. */
    async upload(path: string, file: Buffer) {
      const mint = createTokenMinter('api-gateway', internalTokenKeys);
      const response = await fetch(baseUrl + path, {
        method: 'POST',
        headers: {
          'content-type': 'image/png',
          [internalTokenHeader]: mint('catalog', { customerId: 'c-admin', groups: ['admin'] }),
        },
        body: new Uint8Array(file),
      });
      return { status: response.status, body: JSON.parse(await response.text()) };
    },
    async stockOf(sku: string): Promise<StockLevel> {
      return (await admin('GET', `/admin/stock/${sku}`)).body;
    },
    reserve: (checkoutId: string, lines: readonly { sku: string; quantity: number }[], expiresInSeconds = 900) =>
      checkout('PUT', `/reservations/${checkoutId}`, { lines, expiresInSeconds }),
    async stop() {
      await close();
      await postgres.close();
    },
  };
}
export type Catalog = Awaited<ReturnType<typeof startCatalog>>;

export function newSku(): string {
  return `T-${randomUUID().slice(0, 13).toUpperCase()}`;
}

export function newProduct({ onHand = 10, ...input }: Partial<ProductInput> & { onHand?: number } = {}): ProductInput {
  return {
    slug: `product-${randomUUID()}`,
    name: 'Paper Lamp',
    brand: 'Lumen',
    description: 'Folded by hand.',
    categories: ['lamps'],
    images: [{ url: '/media/products/lamp.svg', alt: 'A lamp' }],
    options: [],
    variants: [{ sku: newSku(), optionValues: {}, price: { amountMinor: 1999, currency: 'EUR' }, onHand }],
    ...input,
  };
}
