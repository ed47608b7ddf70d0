import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { Page } from '../../components/page.tsx';
import { findCategory } from '../../find-category.ts';
import { readFilter } from '../../product-filter.ts';
import { categoriesQuery, productListQuery } from '../../queries/catalog.ts';
import { NotFoundPage } from '../errors/not-found-page.tsx';
import { CategoryList } from './category-list.tsx';
import { FilterBar } from './filter-bar.tsx';
import { SubcategoryLinks } from './subcategory-links.tsx';

/** A category's products, or everything the shop has when the address names none. */
export function CategoryPage() {
  const { slug } = useParams();
  const [params, setParams] = useSearchParams();
  const categories = useQuery(categoriesQuery);
  const filter = readFilter(params, 'popular');
  const products = useInfiniteQuery(
    productListQuery({ ...filter, inStock: filter.inStock || undefined, category: slug }),
  );

  const roots = categories.data?.items ?? [];
  const found = slug === undefined ? undefined : findCategory(roots, slug);
  if (slug !== undefined && categories.isSuccess && found === undefined) {
    return (
      <NotFoundPage
        title="Department not found"
        lead="It may have been renamed. You find all departments in the menu above."
      />
    );
  }

  const title = slug === undefined ? 'All products' : (found?.category.name ?? 'Department');
  return (
    <Page title={title} trail={(found?.above ?? []).map(({ slug, name }) => ({ to: `/c/${slug}`, label: name }))}>
      <SubcategoryLinks categories={found?.category.children ?? (slug === undefined ? roots : [])} />
      <FilterBar
        filter={filter}
        params={params}
        onChange={(changed) => setParams(changed, { preventScrollReset: true })}
      />
      <CategoryList products={products} />
    </Page>
  );
}
