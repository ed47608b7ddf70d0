import type { ProductSummary } from '@evermart/contracts/http/product';
import type { Recommendations } from '@evermart/contracts/http/recommendations';
import type { CachedSignals } from './cached-signals.ts';
import type { CatalogProducts } from './catalog-products.ts';

export interface RecommendDeps {
  readonly signals: CachedSignals;
  readonly products: CatalogProducts;
}

export interface RecommendFor {
  /** The product at hand, by slug. */
  readonly product?: string | undefined;
  readonly visitorId?: string | undefined;
}

const maxRecommendations = 12;
/** Some of them are sold out or no longer sold. */
const candidatesToLookUp = 36;
const interestsToFollow = 5;

/**
 * What was bought together with the product, or with what the visitor looked at last; then what is popular. What is
 * available comes first; the product at hand, and what the visitor has just seen, don't come at all.
 *
 * @throws ServiceError `dependency-unavailable` only while catalog is away.
 */
export function createRecommend({ signals, products }: RecommendDeps) {
  return async function recommend({ product, visitorId }: RecommendFor): Promise<Recommendations> {
    const known = await knownOf(product, visitorId);
    const [together, popular] = await Promise.all([companionsOf(known), signals.popular()]);
    const fresh = (slug: string) => !known.includes(slug);
    const candidates = [...new Set([...together, ...popular])].filter(fresh).slice(0, candidatesToLookUp);

    const found = availableFirst(await products.lookUp(candidates)).slice(0, maxRecommendations);
    const boughtTogether = lengthOfStart(found, ({ slug }) => together.includes(slug));
    if (found.length === maxRecommendations) return { items: found, boughtTogether };
    const more = availableFirst(await products.popular()).filter(({ slug }) => fresh(slug));
    return { items: distinct([...found, ...more]).slice(0, maxRecommendations), boughtTogether };
  };

  async function knownOf(product: string | undefined, visitorId: string | undefined): Promise<readonly string[]> {
    if (product !== undefined) return [product];
    return visitorId === undefined ? [] : signals.recentInterests(visitorId);
  }

  /** The later seen, the more its companions count. */
  async function companionsOf(known: readonly string[]): Promise<string[]> {
    const lists = await Promise.all(known.slice(0, interestsToFollow).map(signals.boughtTogether));
    const weights = new Map<string, number>();
    for (const [age, orders] of lists.entries()) {
      for (const [slug, count] of orders) weights.set(slug, (weights.get(slug) ?? 0) + count / (age + 1));
    }
    return [...weights].sort(([slugA, a], [slugB, b]) => b - a || (slugA < slugB ? -1 : 1)).map(([slug]) => slug);
  }
}
export type Recommend = ReturnType<typeof createRecommend>;

function availableFirst(summaries: readonly ProductSummary[]): ProductSummary[] {
  return [...summaries.filter(({ available }) => available), ...summaries.filter(({ available }) => !available)];
}

function lengthOfStart<Item>(items: readonly Item[], belongs: (item: Item) => boolean): number {
  const end = items.findIndex((item) => !belongs(item));
  return end === -1 ? items.length : end;
}

function distinct(summaries: readonly ProductSummary[]): ProductSummary[] {
  return [...new Map(summaries.map((summary) => [summary.slug, summary])).values()];
}
