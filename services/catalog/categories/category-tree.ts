import type { Category } from '@evermart/contracts/http/product';

export interface CategoryNode {
  readonly slug: string;
  readonly name: string;
  readonly parent: string | null;
}

/** The roots with their descendants, siblings in the order given. */
export function categoryTree(nodes: readonly CategoryNode[]): Category[] {
  const children = Map.groupBy(nodes, ({ parent }) => parent);
  return below(null);

  function below(parent: string | null): Category[] {
    return (children.get(parent) ?? []).map(({ slug, name }) => ({ slug, name, children: below(slug) }));
  }
}
