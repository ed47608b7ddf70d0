/** The sandbox provider's JSON, as far as it is read here. It is a foreign system: parsed, never trusted. */
import { z } from 'zod';

export const SandboxAuthorization = z.object({
  id: z.string(),
  status: z.enum(['authorized', 'captured', 'voided']),
  checkoutId: z.string(),
  amountMinor: z.int(),
  currency: z.string(),
  capturedMinor: z.int(),
});
export type SandboxAuthorization = z.infer<typeof SandboxAuthorization>;

export const SandboxAuthorizations = z.object({ items: z.array(SandboxAuthorization) });

export const SandboxRefund = z.object({ effect: z.object({ id: z.string() }) });

export const SandboxRefusal = z.object({ code: z.string(), message: z.string() });
export type SandboxRefusal = z.infer<typeof SandboxRefusal>;

const effectTypes = ['authorization.succeeded', 'capture.succeeded', 'void.succeeded', 'refund.succeeded'] as const;

export const SandboxWebhook = z.discriminatedUnion('type', [
  z.object({ type: z.enum(effectTypes), data: z.object({ authorization: SandboxAuthorization }) }),
  z.object({
    type: z.literal('authorization.declined'),
    data: z.object({ authorization: z.object({ checkoutId: z.string() }), declineCode: z.string() }),
  }),
]);
