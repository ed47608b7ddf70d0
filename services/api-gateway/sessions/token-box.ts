import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { SigningKeys } from '@evermart/kit/config';

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/** Encrypts tokens for the sessions table with keys derived from the cookie keys, so that they rotate together. */
export function createTokenBox(keys: SigningKeys) {
  const derived = new Map(keys.map(({ kid, secret }) => [kid, deriveKey(secret)]));
  const currentKid = keys[0]?.kid ?? '';

  return {
    seal(token: string): string {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, keyOf(currentKid), iv);
      const sealed = Buffer.concat([iv, cipher.update(token, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${currentKid}.${sealed.toString('base64url')}`;
    },
    /** `undefined` when its key has been retired, or it is not ours. */
    open(text: string): string | undefined {
      const [kid = '', encoded = ''] = text.split('.');
      const key = derived.get(kid);
      const sealed = Buffer.from(encoded, 'base64url');
      if (key === undefined || sealed.length < ivBytes + tagBytes) return undefined;
      const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, ivBytes));
      decipher.setAuthTag(sealed.subarray(-tagBytes));
      try {
        const opened = [decipher.update(sealed.subarray(ivBytes, -tagBytes)), decipher.final()];
        return Buffer.concat(opened).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };

  function keyOf(kid: string): Buffer {
    const key = derived.get(kid);
    if (key === undefined) throw new Error('no key to encrypt with');
    return key;
  }
}
export type TokenBox = ReturnType<typeof createTokenBox>;

function deriveKey(secret: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'evermart refresh tokens', 32));
}
