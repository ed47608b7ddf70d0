import { z } from 'zod';
import { Money } from '../money.ts';
import { PageQuery, page } from './paging.ts';
import { queryNumber } from './query-number.ts';
import { Sku } from './sku.ts';

export const Image = z.object({ url: z.string(), alt: z.string() });
export type Image = z.infer<typeof Image>;

export const ProductImage = Image.extend({
  optionValues: z
    .record(z.string(), z.string())
    .optional()
    .describe('Of the variants that it shows, such as their colour; absent when it stands for all of them'),
});
export type ProductImage = z.infer<typeof ProductImage>;

export const Slug = z
  .string()
  .max(120)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a slug: lower-case words joined by hyphens');

export const ProductSummary = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  brand: z.string(),
  category: z.string().describe('Slug of the main category'),
  image: Image,
  price: Money.describe("The lowest variant's price, tax included"),
  compareAtPrice: Money.optional(),
  available: z.boolean(),
});
export type ProductSummary = z.infer<typeof ProductSummary>;

export const Variant = z.object({
  sku: Sku,
  optionValues: z.record(z.string(), z.string()),
  price: Money,
  compareAtPrice: Money.optional(),
  available: z.boolean(),
});
export type Variant = z.infer<typeof Variant>;

export const Product = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  brand: z.string(),
  description: z.string(),
  categories: z.array(z.object({ slug: z.string(), name: z.string() })),
  images: z.array(ProductImage),
  options: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
  variants: z.array(Variant),
  rating: z.object({ average: z.number(), count: z.int() }).optional(),
});
export type Product = z.infer<typeof Product>;

const priceBound = queryNumber({ min: 0, max: 1_000_000_000 }).describe('Minor units');

const productSorts = ['relevance', 'newest', 'price-asc', 'price-desc', 'popular'] as const;
export const ProductSort = z.enum(productSorts);
export type ProductSort = z.infer<typeof ProductSort>;

export const ProductListQuery = PageQuery.extend({
  category: Slug.optional(),
  sort: ProductSort.default('relevance'),
  minPrice: priceBound.optional(),
  maxPrice: priceBound.optional(),
  inStock: z.enum(['true', 'false']).optional().describe('`true` leaves out what is sold out'),
});
export type ProductListQuery = z.infer<typeof ProductListQuery>;

export const ProductList = page(ProductSummary);
export type ProductList = z.infer<typeof ProductList>;

export interface Category {
  slug: string;
  name: string;
  children: Category[];
}
export const Category: z.ZodType<Category> = z.lazy(() =>
  z.object({ slug: z.string(), name: z.string(), children: z.array(Category) }),
);
export const CategoryTree = z.object({ items: z.array(Category) });
export type CategoryTree = z.infer<typeof CategoryTree>;
