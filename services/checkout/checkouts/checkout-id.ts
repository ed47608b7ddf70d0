import { createHash } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, so a number can be read out over a telephone. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The same visitor and key give the same id in every region: one conditional write is idempotency check and first entry. */
export function checkoutIdOf(visitorId: string, idempotencyKey: string): string {
  return `chk_${symbols(`checkout\n${visitorId}\n${idempotencyKey}`, 26).toLowerCase()}`;
}

export function orderIdOf(checkoutId: string): string {
  return `ord_${symbols(`order\n${checkoutId}`, 26).toLowerCase()}`;
}

/**
 * 75 bits of a hash, e.g. `EM-7K3F9-2QDXM-4T8WZ`. Never from a database sequence: a promoted replica may have lost
 * its last values, and would give a number twice.
 */
export function orderNumberOf(checkoutId: string): string {
  const digits = symbols(`number\n${checkoutId}`, 15);
  return `EM-${digits.slice(0, 5)}-${digits.slice(5, 10)}-${digits.slice(10)}`;
}

function symbols(text: string, count: number): string {
  const hash = createHash('sha256').update(text).digest();
  let result = '';
  let bits = 0;
  let value = 0;
  for (const byte of hash) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5 && result.length < count) {
      bits -= 5;
      result += alphabet[(value >>> bits) & 31];
    }
    value &= (1 << bits) - 1;
  }
  return result;
}

/** A hash of the parsed body, independent of the order of its members. */
export function bodyHashOf(body: unknown): string {
  return createHash('sha256').update(canonicalJson(body)).digest('base64url');
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`)}}`;
}
