import type { ProductDocument } from '@evermart/contracts/http/catalog';
import type { Category } from '@evermart/contracts/http/product';
import { createBareApp } from '@evermart/kit/app';
import { serveStub } from '../../../test/support/serve-stub.ts';

/** Catalog as search sees it: documents that a test changes, recognisable answers of its own search, and switches that break it. */
export async function startStubCatalog() {
  const documents = new Map<string, ProductDocument>();
  const state = {
    broken: false,
    categories: [] as Category[],
    /** Paths that were asked for, in order. */
    asked: [] as string[],
    /** Called before a page of documents is answered: a test lets something happen meanwhile. */
    beforePage: async () => {},
  };
  const app = createBareApp();
  app.use((request, response, next) => {
    state.asked.push(request.originalUrl);
    if (state.broken) response.status(503).end();
    else next();
  });
  app.get('/documents', async (request, response) => {
    const limit = Number(request.query.limit ?? 20);
    const after = String(request.query.cursor ?? '');
    const ids = [...documents.keys()].sort().filter((id) => id > after);
    const page = ids.slice(0, limit).map((id) => documents.get(id));
    await state.beforePage();
    response.json({ items: page, nextCursor: ids.length > limit ? ids[limit - 1] : null });
  });
  app.get('/documents/:productId', (request, response) => {
    const document = documents.get(request.params.productId);
    if (document !== undefined) response.json(document);
    else response.status(404).json(notFound);
  });
  app.get('/categories', (_request, response) => {
    response.json({ items: state.categories });
  });
  app.get('/search', (request, response) => {
    if (request.query.cursor === 'bad') {
      response.status(422).type('application/problem+json').send(JSON.stringify(badCursor));
      return;
    }
    const items = request.query.q === 'nothing' ? [] : [...documents.values()].map(({ summary }) => summary);
    const facets = { category: [], brand: [], price: [] };
    response.json({ items, nextCursor: 'from-catalog', total: documents.size, facets, degraded: true });
  });
  app.get('/search/suggestions', (_request, response) => {
    response.json({ items: [{ text: 'from catalog' }] });
  });
  const { url, close } = await serveStub('catalog', app);

  return {
    url,
    close,
    documents,
    state,
    sell(...products: readonly ProductDocument[]) {
      for (const product of products) documents.set(product.productId, product);
    },
  };
}
export type StubCatalog = Awaited<ReturnType<typeof startStubCatalog>>;

const notFound = {
  type: '/problems/not-found',
  title: 'Not found',
  status: 404,
  detail: 'There is no such product.',
  requestId: 'stub-request',
};
const badCursor = {
  ...notFound,
  type: '/problems/validation-failed',
  status: 422,
  errors: [{ path: 'cursor', message: 'is not a cursor' }],
};
