import { api } from './api.ts';
import type { Listing } from './listing.ts';
import type { Money } from './money.ts';

/** `url` is an absolute path under `/media`. */
export interface Image {
  url: string;
  alt: string;
}

/** With `optionValues` it shows the variants that have them; without, all. */
export interface ProductImage extends Image {
  optionValues?: Record<string, string>;
}

/** A product as lists show it; `price` is its cheapest variant's. */
export interface ProductSummary {
  id: string;
  slug: string;
  name: string;
  brand: string;
  /** Slug of the main category. */
  category: string;
  image: Image;
  price: Money;
  compareAtPrice?: Money;
  available: boolean;
}

export interface ProductOption {
  name: string;
  values: string[];
}

/** What is bought: one value of each of the product's options. */
export interface Variant {
  sku: string;
  optionValues: Record<string, string>;
  price: Money;
  compareAtPrice?: Money;
  available: boolean;
}

export interface Product {
  id: string;
  slug: string;
  name: string;
  description: string;
  brand: string;
  categories: { slug: string; name: string }[];
  images: ProductImage[];
  options: ProductOption[];
  variants: Variant[];
  rating?: { average: number; count: number };
}

export interface Category {
  slug: string;
  name: string;
  children: Category[];
}

export type ProductSort = 'relevance' | 'newest' | 'price-asc' | 'price-desc' | 'popular';

/** Filters of a product list; prices are minor units. */
export interface ProductFilter {
  category?: string | undefined;
  sort?: ProductSort | undefined;
  minPrice?: number | undefined;
  maxPrice?: number | undefined;
  inStock?: boolean | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

export const listProducts = (filter: ProductFilter, signal?: AbortSignal) =>
  api.get<Listing<ProductSummary>>('/products', { query: { ...filter }, signal });

export const readProduct = (slug: string, signal?: AbortSignal) =>
  api.get<Product>(`/products/${encodeURIComponent(slug)}`, { signal });

export const listCategories = (signal?: AbortSignal) => api.get<{ items: Category[] }>('/categories', { signal });

/** The first `boughtTogether` items were bought with the product, or with what the visitor saw; the rest is popular. */
export interface Recommendations {
  items: ProductSummary[];
  boughtTogether: number;
}

/** What goes with a product or, without one, what this visitor may like. Up to 12. */
export const listRecommendations = (productSlug: string | undefined, signal?: AbortSignal) =>
  api.get<Recommendations>('/recommendations', { query: { product: productSlug }, signal });
