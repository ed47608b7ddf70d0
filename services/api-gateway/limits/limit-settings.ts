import { z } from 'zod';

/** Sharper limits that an endpoint may name, beside the general one for all requests. */
export type LimitName = 'checkout' | 'account';

const count = z.coerce.number().int().min(1);

/** Strict by default; a local start sets wide ones. Each is per client address but the last. */
export const limitSettings = {
  RATE_LIMIT_REQUESTS_PER_MINUTE: count.default(600),
  RATE_LIMIT_CHECKOUTS_PER_MINUTE: count.default(20),
  /** Sign-up, confirmation, sign-in and password reset together. */
  RATE_LIMIT_ACCOUNT_PER_MINUTE: count.default(10),
  /** The same for one e-mail address, from wherever it is tried. */
  RATE_LIMIT_ACCOUNT_ADDRESS_PER_HOUR: count.default(30),
} as const;
