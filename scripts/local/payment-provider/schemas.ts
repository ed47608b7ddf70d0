import { z } from 'zod';

/** Integer minor units of the currency, at least one. */
const AmountMinor = z.int().min(1);

export const NewAuthorization = z.strictObject({
  checkoutId: z.string().min(1).max(200),
  amountMinor: AmountMinor,
  currency: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as EUR'),
  token: z.string().min(1).max(200),
});
export type NewAuthorization = z.infer<typeof NewAuthorization>;

export const AmountOnly = z.strictObject({ amountMinor: AmountMinor });

export const EmptyBody = z.strictObject({});

export const AuthorizationsQuery = z.object({ checkoutId: z.string().min(1) });

export const Authorization = z.object({
  id: z.string(),
  status: z.enum(['authorized', 'captured', 'voided']),
  checkoutId: z.string(),
  amountMinor: z.int(),
  currency: z.string(),
  capturedMinor: z.int(),
  refundedMinor: z.int(),
});
export type Authorization = z.infer<typeof Authorization>;

export const EffectKind = z.enum(['authorization', 'capture', 'void', 'refund']);
export type EffectKind = z.infer<typeof EffectKind>;

/** What moved money, or the right to it; `id` of an authorization's effect is the authorization's own. `at` is RFC 3339. */
export const Effect = z.object({ kind: EffectKind, id: z.string(), amountMinor: z.int(), at: z.string() });
export type Effect = z.infer<typeof Effect>;

/** The answer of capture, void and refund: the authorization as it stands now, and what this call did. */
export type ChangedAuthorization = Authorization & { effect: Effect };

export const LedgerEntry = Effect.extend({
  authorizationId: z.string(),
  checkoutId: z.string(),
  currency: z.string(),
  idempotencyKey: z.string(),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

export const LedgerQuery = z.object({
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, 'the nextCursor of an earlier page')
    .transform(Number)
    .default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

export const WebhooksQuery = z.object({ status: z.enum(['pending', 'delivered']) });

export const Outage = z.strictObject({ mode: z.enum(['none', 'hang', 'error', 'refuse']) });
export type OutageMode = z.infer<typeof Outage>['mode'];

export type DeclineCode = 'card_declined' | 'insufficient_funds';

export type WebhookType =
  | 'authorization.succeeded'
  | 'authorization.declined'
  | 'capture.succeeded'
  | 'void.succeeded'
  | 'refund.succeeded';

/** A webhook's `data`; a declined authorization has no effect, so `effect` is null and `declineCode` says why. */
export type WebhookData =
  | { authorization: Authorization; effect: Effect }
  | { authorization: Omit<Authorization, 'status'> & { status: 'declined' }; effect: null; declineCode: DeclineCode };
