import { z } from 'zod';
import { ProductSummary, Slug } from './product.ts';

export const RecommendationQuery = z.strictObject({ product: Slug.optional() });
export const Recommendations = z.object({ items: z.array(ProductSummary).max(12) });
export type Recommendations = z.infer<typeof Recommendations>;
