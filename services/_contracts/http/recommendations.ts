import { z } from 'zod';
import { ProductSummary, Slug } from './product.ts';

export const RecommendationQuery = z.strictObject({ product: Slug.optional() });
export const Recommendations = z.object({
  items: z.array(ProductSummary).max(12),
  boughtTogether: z
    .int()
    .nonnegative()
    .describe(
      'How many of the first items were bought with the product, or with what the visitor saw; the rest is popular',
    ),
});
export type Recommendations = z.infer<typeof Recommendations>;
