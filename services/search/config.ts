import { awsSettings, commonSettings, httpUrl, milliseconds } from '@evermart/kit/config';
import { z } from 'zod';

export const Config = z.object({
  ...commonSettings,
  ...awsSettings,
  CATALOG_URL: httpUrl,
  EVENTS_QUEUE_URL: z.string().min(1),
  /** May carry a user and a password. Absent: catalog answers every search. */
  OPENSEARCH_URL: httpUrl.optional(),
  /** After this a search goes to catalog instead. */
  OPENSEARCH_TIMEOUT_MS: milliseconds.default(800),
  /** How often the index is looked after. */
  INDEX_CHECK_MS: milliseconds.default(3_000),
  /** An index that nobody followed for longer than this is built again. */
  INDEX_MAX_GAP_MS: milliseconds.default(600_000),
});
export type Config = z.infer<typeof Config>;
