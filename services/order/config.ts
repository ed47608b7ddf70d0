import { awsSettings, commonSettings, httpUrl, milliseconds } from '@evermart/kit/config';
import { z } from 'zod';

export const Config = z.object({
  ...commonSettings,
  ...awsSettings,
  DATABASE_URL: z.string().min(1),
  PAYMENT_URL: httpUrl,
  CATALOG_URL: httpUrl,
  EVENTS_TOPIC_ARN: z.string().min(1),
  EVENTS_QUEUE_URL: z.string().min(1),
  /**
   * A cancellation or refund that is unfinished for so long is taken over, and again after as long. Longer than the
   * calls it makes: payment's state (2 s), the refund (6 s), the goods (2 s), each with one repeat.
   */
  TAKE_OVER_AFTER_MS: milliseconds.default(25_000),
  /** How often such work is looked for. */
  TAKE_OVER_IDLE_MS: milliseconds.default(1_000),
});
export type Config = z.infer<typeof Config>;
