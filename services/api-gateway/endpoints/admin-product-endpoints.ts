import { ProductInput, StockCount, StockLevel } from '@evermart/contracts/http/catalog';
import { PageQuery, page } from '@evermart/contracts/http/paging';
import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { idParameter, skuParameter } from './path-parameters.ts';

/** What catalog's admin answers have in common: it may tell more. */
const AdminProduct = z.looseObject({ id: z.string(), slug: z.string(), name: z.string() });
const AdminProductQuery = PageQuery.extend({ q: z.string().trim().max(200).optional() });

export const adminProductEndpoints: readonly Endpoint[] = [
  {
    id: 'adminListProducts',
    method: 'GET',
    path: '/admin/products',
    tag: 'Administration',
    summary: 'Products as the merchant sees them',
    access: 'admin',
    query: AdminProductQuery,
    answers: { 200: { description: 'A page of products', schema: page(AdminProduct) } },
    target: { service: 'catalog', path: '/admin/products' },
  },
  {
    id: 'adminCreateProduct',
    method: 'POST',
    path: '/admin/products',
    tag: 'Administration',
    summary: 'Add a product with its variants',
    access: 'admin',
    body: ProductInput,
    answers: { 201: { description: 'The product', schema: AdminProduct, location: true } },
    target: { service: 'catalog', path: '/admin/products' },
  },
  {
    id: 'adminReadProduct',
    method: 'GET',
    path: '/admin/products/{id}',
    tag: 'Administration',
    summary: 'One product',
    access: 'admin',
    parameters: idParameter,
    answers: { 200: { description: 'The product', schema: AdminProduct } },
    target: { service: 'catalog', path: '/admin/products/{id}' },
  },
  {
    id: 'adminReplaceProduct',
    method: 'PUT',
    path: '/admin/products/{id}',
    tag: 'Administration',
    summary: 'Replace a product',
    description: 'With `If-Match`, only if nobody changed it meanwhile.',
    access: 'admin',
    parameters: idParameter,
    body: ProductInput,
    answers: { 200: { description: 'The product', schema: AdminProduct } },
    problems: ['version-conflict', 'invalid-state'],
    target: { service: 'catalog', path: '/admin/products/{id}' },
  },
  {
    id: 'adminRemoveProduct',
    method: 'DELETE',
    path: '/admin/products/{id}',
    tag: 'Administration',
    summary: 'Take a product out of the shop; orders keep their copies',
    access: 'admin',
    parameters: idParameter,
    answers: { 204: { description: 'Gone from the shop' } },
    problems: ['version-conflict', 'invalid-state'],
    target: { service: 'catalog', path: '/admin/products/{id}' },
  },
  {
    id: 'adminReadStock',
    method: 'GET',
    path: '/admin/stock/{sku}',
    tag: 'Administration',
    summary: 'What is on hand, reserved and available of a SKU',
    access: 'admin',
    parameters: skuParameter,
    answers: { 200: { description: 'The stock', schema: StockLevel } },
    problems: ['unknown-sku'],
    target: { service: 'catalog', path: '/admin/stock/{sku}' },
  },
  {
    id: 'adminCountStock',
    method: 'PUT',
    path: '/admin/stock/{sku}',
    tag: 'Administration',
    summary: 'Set what is on hand of a SKU, never below what is reserved',
    access: 'admin',
    parameters: skuParameter,
    body: StockCount,
    answers: { 200: { description: 'The stock', schema: StockLevel } },
    problems: ['unknown-sku', 'invalid-state'],
    target: { service: 'catalog', path: '/admin/stock/{sku}' },
  },
];
