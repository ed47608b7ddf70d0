import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

/** PostgreSQL's own default. */
const iterations = 4096;

/**
 * What PostgreSQL stores of a password: from it nobody can sign in, and it may stand in the server's log, which has every
 * statement about roles. Printable ASCII only, which SASLprep leaves as it is.
 * Source: RFC 5803; PostgreSQL, "pg_authid".
 */
export function scramVerifier(password: string, salt = randomBytes(16)): string {
  if (!/^[\x20-\x7e]+$/.test(password)) throw new Error('a password has printable ASCII characters only');
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const keyed = (name: string) => createHmac('sha256', salted).update(name).digest();
  const storedKey = createHash('sha256').update(keyed('Client Key')).digest();
  const inBase64 = (bytes: Buffer) => bytes.toString('base64');
  return `SCRAM-SHA-256$${iterations}:${inBase64(salt)}$${inBase64(storedKey)}:${inBase64(keyed('Server Key'))}`;
}
