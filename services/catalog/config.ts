import { awsSettings, commonSettings, httpUrl, milliseconds } from '@evermart/kit/config';
import { z } from 'zod';

export const Config = z.object({
  ...commonSettings,
  ...awsSettings,
  AWS_ENDPOINT_URL_S3: httpUrl.optional(),
  DATABASE_URL: z.string().min(1),
  EVENTS_TOPIC_ARN: z.string().min(1),
  MEDIA_BUCKET: z.string().min(1),
  /** The one currency of all prices: a cart has one total. */
  CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, 'an ISO 4217 code of three capital letters, e.g. EUR')
    .default('EUR'),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(100).default(10),
  /** Wait between looks for reservations whose time is over. */
  EXPIRY_SWEEP_MS: milliseconds.default(1_000),
});
