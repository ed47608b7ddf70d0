import { Slug } from '@evermart/contracts/http/product';
import { Sku } from '@evermart/contracts/http/sku';
import { z } from 'zod';

/** Ids are opaque to clients; these are the characters that any of them may have. */
export const Id = z.string().regex(/^[A-Za-z0-9_-][A-Za-z0-9_.:~-]{0,199}$/, 'an id as the API gave it');

export const idParameter = z.object({ id: Id });
export const slugParameter = z.object({ slug: Slug });
export const skuParameter = z.object({ sku: Sku });
