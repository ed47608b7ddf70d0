import type { Postgres } from '@evermart/kit/postgres';
import type { CategoryNode } from './category-tree.ts';

export function createCategoryRepository(postgres: Postgres) {
  return {
    all: () => postgres.query<CategoryNode>('SELECT slug, name, parent FROM categories ORDER BY position, slug'),
  };
}
export type CategoryRepository = ReturnType<typeof createCategoryRepository>;
