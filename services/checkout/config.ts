import { awsSettings, commonSettings, httpUrl, milliseconds } from '@evermart/kit/config';
import { z } from 'zod';

export const Config = z.object({
  ...commonSettings,
  ...awsSettings,
  CART_URL: httpUrl,
  CATALOG_URL: httpUrl,
  USER_URL: httpUrl,
  PAYMENT_URL: httpUrl,
  ORDER_URL: httpUrl,
  CHECKOUTS_TABLE: z.string().min(1),
  EVENTS_TOPIC_ARN: z.string().min(1),
  EVENTS_QUEUE_URL: z.string().min(1),
  /** A purchase that is not finished by then is answered 202 and goes on. docs/api.md promises 10 s in all. */
  ANSWER_WITHIN_MS: milliseconds.default(8_000),
  /** How long an unavailable service is asked again before the shopper gets a 202. */
  FOREGROUND_RETRY_MS: milliseconds.default(2_500),
  /** A worker that says nothing for so long is taken for dead. One that is only slow does no harm: its fence is old then. */
  LEASE_MS: milliseconds.default(15_000),
  RECOVERY_IDLE_MS: milliseconds.default(1_000),
  /** An unfinished purchase is undone when it is this old, unless it was paid. */
  GIVE_UP_AFTER_MS: milliseconds.default(3_600_000),
  /** Reserved stock returns to the shelf after this long without a decision. */
  RESERVATION_SECONDS: z.coerce.number().int().min(1).max(86_400).default(900),
  /** Stands in each step's record, and is raised by a failover: what an older epoch recorded may not have replicated. */
  EPOCH: z.coerce.number().int().min(1).default(1),
  /** A finished purchase stays in the journal this long; a repeated key finds its answer there. */
  JOURNAL_RETENTION_DAYS: z.coerce.number().int().min(1).default(400),
  /** Where tests and drills arm crash points. Never set in production. */
  CRASH_POINT_DIRECTORY: z.string().min(1).optional(),
});
export type Config = z.infer<typeof Config>;
