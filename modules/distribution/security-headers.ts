/**
 * What every page and file of the site says to browsers. The page has no inline script or style, so nothing is excepted.
 * The local edge sends the same; a test compares them. The gateway sets its own, stricter ones.
 */
export const contentSecurityPolicy =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

export const referrerPolicy = 'strict-origin-when-cross-origin';

/** Beside those that a response headers policy has arguments for. */
export const otherHeaders = {
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cross-origin-opener-policy': 'same-origin',
} as const;

/** A year. The gateway says the same. */
export const transportSecurityMaxAgeSeconds = 31_536_000;
