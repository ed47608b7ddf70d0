import { awsSettings, commonSettings, httpUrl, milliseconds } from '@evermart/kit/config';
import { z } from 'zod';

export const Config = z.object({
  ...commonSettings,
  ...awsSettings,
  CATALOG_URL: httpUrl,
  RECOMMENDATIONS_TABLE: z.string().min(1),
  EVENTS_QUEUE_URL: z.string().min(1),
  /** How often what sold is added to the popular products; a crash loses what came since. */
  POPULARITY_FLUSH_MS: milliseconds.default(5_000),
  /** How long what was read from the table is used again. */
  SIGNALS_TTL_MS: milliseconds.default(5_000),
});
