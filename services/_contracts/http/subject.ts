import { z } from 'zod';

/**
 * On whose behalf an internal call is made: the claims of the internal token. Every request has a visitor, a
 * signed-in one is a customer too. A service that acts for itself (recovery, a queue) has neither.
 */
export const Subject = z.object({
  visitorId: z.string().optional(),
  customerId: z.string().optional(),
  groups: z.array(z.string()).default([]),
});
export type Subject = z.infer<typeof Subject>;

/** A call that is made on nobody's behalf: equal for everyone, so its token is shared. */
export const nobody: Subject = { groups: [] };
