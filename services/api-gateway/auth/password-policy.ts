import { z } from 'zod';

/**
 * At least 12 characters, as OWASP ASVS 2.1.1 asks: length, not a mix of classes. Cognito takes at most 256.
 * The user pool's own policy must not ask for more.
 */
export const Password = z.string().min(12, 'at least 12 characters').max(256);
