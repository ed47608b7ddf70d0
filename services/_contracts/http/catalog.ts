/** Catalog's internal API, beside the public reads of product.ts that it serves under the same paths. */
import { z } from 'zod';
import { Money, PositiveMoney } from '../money.ts';
import { PageQuery, page } from './paging.ts';
import { Image, ProductImage, ProductSummary, Slug } from './product.ts';
import { Quantity, Sku } from './sku.ts';

/** POST /variants/lookup: what a cart shows of its SKUs. Unknown SKUs are left out of the answer. */
export const VariantLookup = z.strictObject({ skus: z.array(Sku).min(1).max(200) });
export const VariantSnapshot = z.object({
  sku: Sku,
  productId: z.string(),
  productSlug: z.string(),
  name: z.string().describe('Product name with the option values, e.g. "Linen Shirt, Blue, M"'),
  image: Image,
  unitPrice: Money,
  /** Units that could be reserved now. Internal: public answers show a boolean. */
  availableQuantity: z.int().nonnegative(),
});
export type VariantSnapshot = z.infer<typeof VariantSnapshot>;
export const VariantSnapshots = z.object({ items: z.array(VariantSnapshot) });

/** POST /products/lookup: summaries in the order asked for; unknown slugs are left out. */
export const ProductLookup = z.strictObject({ slugs: z.array(Slug).min(1).max(100) });
export const ProductSummaries = z.object({ items: z.array(ProductSummary) });

export const StockLine = z.strictObject({ sku: Sku, quantity: Quantity });
export type StockLine = z.infer<typeof StockLine>;

/** Different SKUs that one purchase can hold. */
export const maxReservationLines = 100;

/**
 * PUT /reservations/{checkoutId}: prices the lines and takes them out of what others can buy, all or none, in one
 * transaction. Idempotent by checkout id: a repeat answers the first prices. 409 `out-of-stock` names the SKUs in
 * `errors[].path`; 409 `invalid-state` when the reservation was released before (a late worker can't take it again).
 */
export const NewReservation = z.strictObject({
  lines: z.array(StockLine).min(1).max(maxReservationLines),
  expiresInSeconds: z.int().min(1).max(86_400),
});
export type NewReservation = z.infer<typeof NewReservation>;

export const PricedLine = z.object({
  sku: Sku,
  productId: z.string(),
  productSlug: z.string(),
  name: z.string(),
  image: Image,
  unitPrice: Money,
  quantity: Quantity,
});
export type PricedLine = z.infer<typeof PricedLine>;

export const Reservation = z.object({
  checkoutId: z.string(),
  status: z.enum(['reserved', 'committed', 'released', 'expired']),
  lines: z.array(PricedLine),
});
export type Reservation = z.infer<typeof Reservation>;

/**
 * POST /reservations/{checkoutId}/commit: the units leave the stock. An expired or lost reservation is taken again;
 * units that are gone meanwhile are not taken below zero: `backordered` names them. Idempotent; always 200 once paid for.
 * The body repeats the lines, so that a reservation that had not replicated can be made again.
 */
export const ReservationCommit = z.strictObject({ lines: z.array(StockLine).min(1).max(maxReservationLines) });
export const CommittedReservation = z.object({ checkoutId: z.string(), backordered: z.array(Sku) });
export type CommittedReservation = z.infer<typeof CommittedReservation>;

// POST /reservations/{checkoutId}/release (204) frees what is reserved and forbids a later reservation by the same id;
// POST /reservations/{checkoutId}/restock (204) puts back what a cancelled order had committed. Both idempotent.

/** GET /documents?cursor&limit and GET /documents/{productId}: what the search index holds of a product. */
export const ProductDocument = z.object({
  productId: z.string(),
  version: z.int(),
  description: z.string(),
  categories: z.array(z.string()).describe('Slugs, ancestors included'),
  categoryNames: z.array(z.string()),
  skus: z.array(Sku),
  optionValues: z.array(z.string()),
  maxPriceMinor: z.int(),
  createdAt: z.iso.datetime(),
  popularity: z.number(),
  summary: ProductSummary,
});
export type ProductDocument = z.infer<typeof ProductDocument>;
export const ProductDocuments = page(ProductDocument);
export type ProductDocuments = z.infer<typeof ProductDocuments>;

/** Admin: the stock of one SKU. `available = onHand - reserved`. */
export const StockLevel = z.object({
  sku: Sku,
  onHand: z.int().nonnegative(),
  reserved: z.int().nonnegative(),
  available: z.int().nonnegative(),
});
export type StockLevel = z.infer<typeof StockLevel>;
export const StockCount = z.strictObject({ onHand: z.int().min(0).max(10_000_000) });

/** The same bound as the price filters of the public API. */
const Price = PositiveMoney.extend({
  amountMinor: z.int().min(1).max(1_000_000_000).describe('Integer minor units, e.g. cents, from 1 to 1,000,000,000'),
});
const OptionValues = z.record(z.string().min(1).max(60), z.string().min(1).max(120));
const AdminVariant = z.strictObject({
  sku: Sku,
  optionValues: OptionValues.default({}),
  price: Price,
  compareAtPrice: Price.optional(),
  onHand: z.int().min(0).max(10_000_000).optional(),
});

/** POST /admin/products; PUT /admin/products/{id} replaces. Prices are in the shop's currency, `compareAtPrice` is higher, and the variants' options agree. */
export const ProductInput = z.strictObject({
  slug: Slug,
  name: z.string().trim().min(1).max(200),
  brand: z.string().trim().min(1).max(120),
  description: z.string().max(20_000).default(''),
  categories: z.array(Slug).min(1).max(10),
  images: z
    .array(
      z.strictObject({ url: z.string().max(500), alt: z.string().max(300), optionValues: OptionValues.optional() }),
    )
    .max(20)
    .default([]),
  options: z
    .array(
      z.strictObject({ name: z.string().min(1).max(60), values: z.array(z.string().min(1).max(120)).min(1).max(100) }),
    )
    .max(5)
    .default([]),
  variants: z.array(AdminVariant).min(1).max(200),
});
export type ProductInput = z.infer<typeof ProductInput>;

/** GET /admin/products?q: by part of the name, by slug or by SKU, the newest first. */
export const AdminProductQuery = PageQuery.extend({ q: z.string().trim().max(200).optional() });
export type AdminProductQuery = z.infer<typeof AdminProductQuery>;

/**
 * What the merchant wrote, and the stock of each variant. `edition` grows with each edit: its ETag is `"<edition>"`,
 * and `If-Match` makes PUT and DELETE refuse (412 `version-conflict`) when somebody else was first.
 */
export const AdminProduct = z.object({
  id: z.string(),
  edition: z.int(),
  slug: z.string(),
  name: z.string(),
  brand: z.string(),
  description: z.string(),
  categories: z.array(z.string()).describe('Slugs, the main category first'),
  images: z.array(ProductImage),
  options: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
  variants: z.array(
    z.object({
      sku: Sku,
      optionValues: z.record(z.string(), z.string()),
      price: Money,
      compareAtPrice: Money.optional(),
      onHand: z.int().nonnegative(),
      reserved: z.int().nonnegative(),
      available: z.int().nonnegative(),
    }),
  ),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type AdminProduct = z.infer<typeof AdminProduct>;
