import type { ProductDocument } from '@evermart/contracts/http/catalog';
import { money } from '@evermart/contracts/money';

export interface ProductOptions {
  readonly id?: string;
  readonly name?: string;
  readonly brand?: string;
  readonly description?: string;
  /** Slugs; the first is the main one. */
  readonly categories?: readonly string[];
  readonly priceMinor?: number;
  readonly popularity?: number;
  readonly createdAt?: string;
  readonly version?: number;
  readonly available?: boolean;
  readonly optionValues?: readonly string[];
}

let products = 0;

/** A document as catalog gives it; what a test does not name is there and plain. */
export function aProduct(options: ProductOptions = {}): ProductDocument {
  products += 1;
  const { id = `p-${String(products).padStart(6, '0')}`, name = `Thing ${products}`, brand = 'Acme' } = options;
  const { categories = ['things'], priceMinor = 2_000, available = true } = options;
  return {
    productId: id,
    version: options.version ?? 1,
    description: options.description ?? '',
    categories: [...categories],
    categoryNames: categories.map((slug) => slug.charAt(0).toUpperCase() + slug.slice(1)),
    skus: [`SKU-${id.toUpperCase()}-1`],
    optionValues: [...(options.optionValues ?? [])],
    maxPriceMinor: priceMinor,
    createdAt: options.createdAt ?? '2026-01-01T00:00:00.000Z',
    popularity: options.popularity ?? 0,
    summary: {
      id,
      slug: `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${id}`,
      name,
      brand,
      category: categories[0] ?? 'things',
      image: { url: `/media/${id}.svg`, alt: name },
      price: money(priceMinor, 'EUR'),
      available,
    },
  };
}
