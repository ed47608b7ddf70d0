import { awsSettings, commonSettings, httpUrl, milliseconds } from '@evermart/kit/config';
import { z } from 'zod';

export const Config = z
  .object({
    ...commonSettings,
    ...awsSettings,
    DATABASE_URL: z.string().min(1),
    EVENTS_TOPIC_ARN: z.string().min(1),
    /** The sandbox provider is offered where its address is set. */
    SANDBOX_PROVIDER_URL: httpUrl.optional(),
    SANDBOX_WEBHOOK_SECRET: z.string().min(16).optional(),
    /** Stripe is offered where its key is set. */
    STRIPE_API_KEY: z.string().min(1).optional(),
    STRIPE_WEBHOOK_SECRET: z.string().min(1).optional(),
    /** Another address than Stripe's own, for a mock. */
    STRIPE_API_BASE: httpUrl.optional(),
    /** Longest wait for a provider's answer; the caller's deadline wins where it is shorter. */
    PROVIDER_TIMEOUT_MS: milliseconds.default(5_000),
    /** A payment whose outcome is unknown for so long is looked up by reconciliation, and again after as long. */
    SETTLE_AFTER_MS: milliseconds.default(6_000),
    /** How often reconciliation looks for such payments. */
    SETTLE_IDLE_MS: milliseconds.default(1_000),
  })
  .refine((config) => config.SANDBOX_PROVIDER_URL === undefined || config.SANDBOX_WEBHOOK_SECRET !== undefined, {
    path: ['SANDBOX_WEBHOOK_SECRET'],
  })
  .refine((config) => config.STRIPE_API_KEY === undefined || config.STRIPE_WEBHOOK_SECRET !== undefined, {
    path: ['STRIPE_WEBHOOK_SECRET'],
  });
export type Config = z.infer<typeof Config>;
