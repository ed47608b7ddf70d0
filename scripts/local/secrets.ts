import { randomBytes } from 'node:crypto';
import { type DataFolder, readJson, writeJson } from './data-folder.ts';

/** Made once a data folder, so that cookies, passwords and tokens stay good through restarts. */
export interface LocalSecrets {
  /** `kid:base64url`, 32 bytes. */
  readonly internalTokenKeys: string;
  readonly sessionCookieKeys: string;
  readonly sandboxWebhookSecret: string;
  readonly postgresPassword: string;
  /** By e-mail address. */
  readonly passwords: Readonly<Record<string, string>>;
}

const fileName = 'secrets.json';

/** `given` wins over what the folder holds: two regions of one shop share their keys. */
export function localSecrets(
  folder: DataFolder,
  emails: readonly string[],
  given: Partial<LocalSecrets> = {},
): LocalSecrets {
  const path = folder.file(fileName);
  const known = readJson<LocalSecrets>(path);
  const secrets: LocalSecrets = {
    internalTokenKeys: `local:${randomKey()}`,
    sessionCookieKeys: `local:${randomKey()}`,
    sandboxWebhookSecret: randomKey(),
    postgresPassword: randomBytes(12).toString('hex'),
    ...known,
    ...given,
    passwords: Object.fromEntries(emails.map((email) => [email, known?.passwords[email] ?? readablePassword()])),
  };
  writeJson(path, secrets, 0o600);
  return secrets;
}

function randomKey(): string {
  return randomBytes(32).toString('base64url');
}

/** Three letters classes and a sign, as the user pool's policy asks, and short enough to type. */
function readablePassword(): string {
  return `Ever-${randomBytes(4).toString('hex')}-mart1`;
}
