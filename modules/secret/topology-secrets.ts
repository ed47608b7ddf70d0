import type { SecretName } from '@evermart/contracts/topology';

export interface SecretContent {
  /**
   * `terraform` writes it once and forgets it. An `operator` puts what somebody outside has given out; until then the
   * secret has no value. `cognito` gives it out, and the stack with the user pool holds the secret itself.
   */
  readonly filledBy: 'terraform' | 'operator' | 'cognito';
  /** The keys of its JSON are the environment variables of the services that read it; `{random}` is generated. */
  readonly content: Readonly<Record<string, string>>;
}

/** A key under an id, as services read lists of them: `k1` is first, so it signs. 43 characters of base64url are 32 bytes. */
const signingKey = 'k1:{random}';
const givenOut = '';

/** What the topology's secrets hold. */
export const topologySecrets: Readonly<Record<SecretName, SecretContent>> = {
  'internal-token': { filledBy: 'terraform', content: { INTERNAL_TOKEN_KEYS: signingKey } },
  'session-cookie': { filledBy: 'terraform', content: { SESSION_COOKIE_KEYS: signingKey } },
  'cognito-client': { filledBy: 'cognito', content: { COGNITO_CLIENT_SECRET: givenOut } },
  'payment-sandbox': { filledBy: 'operator', content: { SANDBOX_WEBHOOK_SECRET: givenOut } },
  'payment-stripe': { filledBy: 'operator', content: { STRIPE_API_KEY: givenOut, STRIPE_WEBHOOK_SECRET: givenOut } },
};
