import type { Category } from './api/catalog.ts';

/** The category `slug` below `roots` and what is above it, outermost first; undefined when there is none. */
export function findCategory(
  roots: readonly Category[],
  slug: string,
): { category: Category; above: Category[] } | undefined {
  for (const root of roots) {
    if (root.slug === slug) return { category: root, above: [] };
    const found = findCategory(root.children, slug);
    if (found !== undefined) return { category: found.category, above: [root, ...found.above] };
  }
  return undefined;
}
