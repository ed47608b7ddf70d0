import { adminsOnly } from '@evermart/kit/access';
import { createApp } from '@evermart/kit/app';
import type { EventFactory } from '@evermart/kit/events';
import type { Health } from '@evermart/kit/health';
import type { TokenVerifier } from '@evermart/kit/internal-token';
import type { Logger } from '@evermart/kit/log';
import type { Postgres } from '@evermart/kit/postgres';
import { Router } from 'express';
import { createAdminProductRepository } from './admin/admin-product-repository.ts';
import { adminProductRoutes } from './admin/admin-product-routes.ts';
import { createCategoryRepository } from './categories/category-repository.ts';
import { categoryRoutes } from './categories/category-routes.ts';
import { createDocumentRepository } from './documents/document-repository.ts';
import { documentRoutes } from './documents/document-routes.ts';
import { createLookupRepository } from './lookups/lookup-repository.ts';
import { lookupRoutes } from './lookups/lookup-routes.ts';
import { imageRoutes } from './media/image-routes.ts';
import type { MediaStore } from './media/media-store.ts';
import { createProductRepository } from './products/product-repository.ts';
import { productRoutes } from './products/product-routes.ts';
import type { ReservationRepository } from './reservations/reservation-repository.ts';
import { reservationRoutes } from './reservations/reservation-routes.ts';
import { createSearchRepository } from './search/search-repository.ts';
import { searchRoutes } from './search/search-routes.ts';
import { createSuggestionRepository } from './search/suggestion-repository.ts';
import type { StockRepository } from './stock/stock-repository.ts';
import { stockRoutes } from './stock/stock-routes.ts';

export interface CatalogAppDeps {
  readonly logger: Logger;
  readonly health: Health;
  readonly verifyToken: TokenVerifier;
  readonly postgres: Postgres;
  readonly createEvent: EventFactory;
  readonly reservations: ReservationRepository;
  readonly stock: StockRepository;
  readonly media: MediaStore;
  /** ISO 4217 code of all prices. */
  readonly currency: string;
}

export function createCatalogApp(deps: CatalogAppDeps) {
  const { logger, health, verifyToken, postgres, createEvent, reservations, stock, media, currency } = deps;
  const adminProducts = createAdminProductRepository(postgres, createEvent);
  const admin = Router()
    .use(adminsOnly)
    .use('/products', adminProductRoutes({ products: adminProducts, currency }))
    .use('/products', imageRoutes({ products: adminProducts, media }))
    .use('/stock', stockRoutes({ stock }));

  const products = createProductRepository(postgres);
  return createApp({
    logger,
    health,
    verifyToken,
    routes: [
      productRoutes({ products }),
      categoryRoutes({ categories: createCategoryRepository(postgres) }),
      lookupRoutes({ lookups: createLookupRepository(postgres) }),
      reservationRoutes({ reservations }),
      documentRoutes({ documents: createDocumentRepository(postgres) }),
      searchRoutes({
        search: createSearchRepository(postgres, products),
        suggest: createSuggestionRepository(postgres),
      }),
      Router().use('/admin', admin),
    ],
  });
}
