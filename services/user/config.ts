import { awsSettings, commonSettings } from '@evermart/kit/config';
import { z } from 'zod';

export const Config = z.object({
  ...commonSettings,
  ...awsSettings,
  DATABASE_URL: z.string().min(1),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(100).default(5),
  EVENTS_TOPIC_ARN: z.string().min(1),
});
