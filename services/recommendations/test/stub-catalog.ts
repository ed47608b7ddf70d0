import { ProductLookup } from '@evermart/contracts/http/catalog';
import type { ProductSummary } from '@evermart/contracts/http/product';
import { money } from '@evermart/contracts/money';
import { createBareApp } from '@evermart/kit/app';
import express from 'express';
import { serveStub } from '../../../test/support/serve-stub.ts';

/** Catalog as recommendations sees it: summaries in order of popularity, and a switch that breaks it. */
export async function startStubCatalog() {
  const products = new Map<string, ProductSummary>();
  const state = { broken: false, lookups: 0, lists: 0 };
  const app = createBareApp();
  app.use((_request, response, next) => {
    if (state.broken) response.status(503).end();
    else next();
  });
  app.post('/products/lookup', express.json(), (request, response) => {
    state.lookups += 1;
    const parsed = ProductLookup.safeParse(request.body);
    if (parsed.success) response.json({ items: parsed.data.slugs.flatMap((slug) => products.get(slug) ?? []) });
    else response.status(422).end();
  });
  app.get('/products', (request, response) => {
    state.lists += 1;
    const items = [...products.values()].slice(0, Number(request.query.limit));
    response.json({ items, nextCursor: null });
  });
  const { url, close } = await serveStub('catalog', app);

  return {
    url,
    close,
    state,
    sell(slug: string, { available = true } = {}) {
      products.set(slug, {
        id: `id-${slug}`,
        slug,
        name: slug,
        brand: 'Acme',
        category: 'things',
        image: { url: `/media/${slug}.svg`, alt: slug },
        price: money(1_000, 'EUR'),
        available,
      });
    },
    withdraw: (slug: string) => products.delete(slug),
  };
}
