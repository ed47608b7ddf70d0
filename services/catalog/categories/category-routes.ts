import { Router } from 'express';
import type { CategoryRepository } from './category-repository.ts';
import { categoryTree } from './category-tree.ts';

export function categoryRoutes({ categories }: { categories: CategoryRepository }): Router {
  const router = Router();

  router.get('/categories', async (_request, response) => {
    response.json({ items: categoryTree(await categories.all()) });
  });

  return router;
}
