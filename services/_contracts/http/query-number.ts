import { z } from 'zod';

export interface QueryNumberOptions {
  readonly min: number;
  readonly max: number;
}

/** As JSON and people write a natural number: no sign, no exponent, no leading zeros, no spaces. */
const digits = /^(0|[1-9]\d{0,15})$/;

/**
 * A whole number in a query, where everything arrives as text. Not `z.coerce.number()`: that takes an empty value for 0,
 * and `0x10`, `1e1` or ` 5 ` for numbers.
 */
export function queryNumber(options: QueryNumberOptions) {
  return z.preprocess(numberIn, wholeNumber(options));
}

/** The same, and `fallback` where it is absent. */
export function queryNumberOr(fallback: number, options: QueryNumberOptions) {
  // Twice: the outer one fills it in, the inner one stands in the JSON schema, which loses the outer one.
  return z.preprocess(numberIn, wholeNumber(options).default(fallback)).default(fallback);
}

function numberIn(text: unknown): unknown {
  return typeof text === 'string' && digits.test(text) ? Number(text) : text;
}

function wholeNumber({ min, max }: QueryNumberOptions) {
  const error = `a whole number from ${min} to ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
}
