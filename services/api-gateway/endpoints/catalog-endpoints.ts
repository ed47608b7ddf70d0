import { CategoryTree, Product, ProductList, ProductListQuery } from '@evermart/contracts/http/product';
import type { Endpoint } from './endpoint.ts';
import { slugParameter } from './path-parameters.ts';

const always = () => true;

export const catalogEndpoints: readonly Endpoint[] = [
  {
    id: 'listProducts',
    method: 'GET',
    path: '/products',
    tag: 'Catalogue',
    summary: 'Products, filtered and sorted',
    access: 'public',
    query: ProductListQuery,
    answers: { 200: { description: 'A page of products', schema: ProductList } },
    target: { service: 'catalog', path: '/products' },
    shared: always,
  },
  {
    id: 'readProduct',
    method: 'GET',
    path: '/products/{slug}',
    tag: 'Catalogue',
    summary: 'One product with its variants',
    access: 'public',
    parameters: slugParameter,
    answers: { 200: { description: 'The product', schema: Product } },
    target: { service: 'catalog', path: '/products/{slug}' },
    shared: always,
  },
  {
    id: 'listCategories',
    method: 'GET',
    path: '/categories',
    tag: 'Catalogue',
    summary: 'The tree of categories',
    access: 'public',
    answers: { 200: { description: 'Top categories with their children', schema: CategoryTree } },
    target: { service: 'catalog', path: '/categories' },
    shared: always,
  },
];
