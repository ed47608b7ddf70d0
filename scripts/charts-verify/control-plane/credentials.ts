import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';

export interface Credentials {
  /** Of an administrator. */
  readonly token: string;
  readonly tokenFile: string;
  /** Signs the tokens of service accounts. */
  readonly accountKeyFile: string;
}

/** Made anew for each cluster, in its folder. */
export function writeCredentials(folder: string): Credentials {
  const token = randomBytes(24).toString('hex');
  const tokenFile = join(folder, 'tokens.csv');
  writeFileSync(tokenFile, `${token},administrator,administrator,system:masters\n`, { mode: 0o600 });
  const accountKeyFile = join(folder, 'service-accounts.pem');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(accountKeyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  return { token, tokenFile, accountKeyFile };
}

export interface KubeconfigOptions {
  readonly url: string;
  /** The certificate that the API server made for itself. */
  readonly authority: string;
  readonly token: string;
}

/** The name in that certificate, whatever address is bound. */
export const serverName = 'kubernetes';

export function kubeconfigOf({ url, authority, token }: KubeconfigOptions): string {
  const name = 'charts-verify';
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    clusters: [
      {
        name,
        cluster: {
          server: url,
          'tls-server-name': serverName,
          'certificate-authority-data': Buffer.from(authority).toString('base64'),
        },
      },
    ],
    users: [{ name, user: { token } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
  });
}

/** @param folder the API server's `--cert-dir` */
export const readAuthority = (folder: string) => readFileSync(join(folder, 'apiserver.crt'), 'utf8');
