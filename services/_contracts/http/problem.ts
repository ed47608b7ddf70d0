import { z } from 'zod';

/** RFC 9457 `application/problem+json`. */
export const Problem = z.object({
  type: z.string().describe('/problems/<code>, a page that explains it'),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  requestId: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  checkoutId: z.string().optional(),
});
export type Problem = z.infer<typeof Problem>;
