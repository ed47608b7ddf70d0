import { awsSettings, commonSettings, httpUrl, milliseconds } from '@evermart/kit/config';
import { z } from 'zod';

export const Config = z.object({
  ...commonSettings,
  ...awsSettings,
  USER_URL: httpUrl,
  NOTIFICATIONS_TABLE: z.string().min(1),
  EVENTS_QUEUE_URL: z.string().min(1),
  /** `Name <address@domain>` or a bare address. */
  EMAIL_FROM: z.string().regex(/^[^<>\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/, 'an address, e.g. Evermart <shop@example.com>'),
  /** Absent: Amazon SES. */
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'an smtp:// or smtps:// address' }).optional(),
  /** An emulator's address; absent in AWS. */
  AWS_ENDPOINT_URL_SESV2: httpUrl.optional(),
  STOREFRONT_URL: httpUrl.default('http://localhost:8080'),
  /** Each handles up to ten events at once. */
  EVENT_CONSUMERS: z.coerce.number().int().min(1).max(20).default(1),
  SMTP_CONNECTIONS: z.coerce.number().int().min(1).max(100).default(5),
  /** Longer than a send may take, shorter than the queue's visibility timeout. */
  DELIVERY_LEASE_MS: milliseconds.default(40_000),
});
