import { VariantLookup, type VariantSnapshot } from '@evermart/contracts/http/catalog';
import { money } from '@evermart/contracts/money';
import { createBareApp } from '@evermart/kit/app';
import express from 'express';
import { serveStub } from '../../../test/support/serve-stub.ts';

/** Another process as cart sees it: its one path, with articles that a test can change, and a switch that breaks it. */
export async function startStubCatalog() {
  const variants = new Map<string, VariantSnapshot>();
  const state = { broken: false, lookups: 0 };
  const app = createBareApp();
  app.post('/variants/lookup', express.json(), (request, response) => {
    state.lookups += 1;
    if (state.broken) {
      response.status(503).end();
      return;
    }
    const { skus } = VariantLookup.parse(request.body);
    response.json({ items: skus.flatMap((sku) => variants.get(sku) ?? []) });
  });
  const { url, close } = await serveStub('catalog', app);

  return {
    url,
    close,
    state,
    sell(sku: string, { priceMinor = 1_000, available = 1_000, currency = 'EUR', name = `Article ${sku}` } = {}) {
      variants.set(sku, {
        sku,
        productId: `product-${sku}`,
        productSlug: sku.toLowerCase(),
        name,
        image: { url: `/media/${sku}.svg`, alt: name },
        unitPrice: money(priceMinor, currency),
        availableQuantity: available,
      });
    },
    withdraw: (sku: string) => variants.delete(sku),
  };
}
export type StubCatalog = Awaited<ReturnType<typeof startStubCatalog>>;
