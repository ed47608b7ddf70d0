import {
  ProductCreated,
  ProductDeleted,
  ProductUpdated,
  StockChanged,
} from '@evermart/contracts/events/product-events';
import { z } from 'zod';

/** Everything that the queue's filter lets through. */
export const CatalogEvent = z.discriminatedUnion('type', [
  ProductCreated,
  ProductUpdated,
  ProductDeleted,
  StockChanged,
]);
export type CatalogEvent = z.infer<typeof CatalogEvent>;
