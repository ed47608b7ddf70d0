import { randomUUID } from 'node:crypto';
import type { Order } from '@evermart/contracts/http/order';
import type { ProductSummary } from '@evermart/contracts/http/product';
import type { Person } from './person.ts';

/** Values that the shop knows: with random ones alone nearly every answer would be a 404. */
export type KnownValues = Readonly<Record<KnownName, readonly string[]>>;
export type KnownName =
  | 'slugs'
  | 'skus'
  | 'categories'
  | 'brands'
  | 'words'
  | 'cursors'
  | 'orders'
  | 'checkouts'
  | 'addresses'
  | 'products'
  | 'emails';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

const ordersEach = 4;
const address = { name: 'Fay Fuzz', line1: 'Long Street 1', city: 'Berlin', postalCode: '10115', country: 'DE' };

/** Lets `person` buy, save an address and fill the cart, and tells what there is now; `admin` sees products by id too. */
export async function makeKnownValues(person: Person, { admin }: { admin: boolean }): Promise<KnownValues> {
  const list = await person.send<Page<ProductSummary>>('GET', '/products?sort=popular&limit=8');
  const slugs = list.items.map(({ slug }) => slug);
  const products = await Promise.all(
    slugs.map((slug) => person.send<{ variants: { sku: string; available: boolean }[] }>('GET', `/products/${slug}`)),
  );
  const skus = products.flatMap(({ variants }) => variants.filter(({ available }) => available).map(({ sku }) => sku));
  const orders: Order[] = [];
  for (const sku of skus.slice(0, ordersEach)) orders.push(await buy(person, sku));
  await person.send('POST', '/cart/lines', { sku: skus[0], quantity: 2 });
  const isGuest = person.name === 'guest';
  const ownProducts = admin ? await person.send<Page<{ id: string }>>('GET', '/admin/products?limit=4') : undefined;

  return {
    slugs,
    skus: skus.slice(0, 8),
    categories: [...new Set(list.items.map(({ category }) => category))],
    brands: [...new Set(list.items.map(({ brand }) => brand))],
    words: list.items.flatMap(({ name }) => name.split(' ')).slice(0, 12),
    cursors: list.nextCursor === null ? [] : [list.nextCursor],
    orders: orders.flatMap(({ id, number }) => [id, number]),
    checkouts: orders.map(({ checkoutId }) => checkoutId),
    addresses: isGuest ? [] : [(await person.send<{ id: string }>('POST', '/me/addresses', address)).id],
    products: ownProducts?.items.map(({ id }) => id) ?? [],
    emails: [person.email],
  };
}

async function buy(person: Person, sku: string): Promise<Order> {
  await person.send('POST', '/cart/lines', { sku, quantity: 1 });
  const checkout = await person.send<{ order?: Order }>(
    'POST',
    '/checkouts',
    {
      email: person.email,
      shippingAddress: address,
      shippingMethod: 'standard',
      payment: { provider: 'sandbox', token: 'tok_ok' },
    },
    { 'Idempotency-Key': randomUUID() },
  );
  if (checkout.order === undefined) throw new Error(`${person.name}'s purchase did not end in time`);
  return checkout.order;
}
