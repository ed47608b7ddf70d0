import { ServiceError, unavailable } from '@evermart/kit/problem';
import { JwtRsaVerifier } from 'aws-jwt-verify';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { z } from 'zod';

export interface BearerTokenOptions {
  readonly issuer: string;
  /** Where the issuer's keys are. Default: below the issuer. */
  readonly jwksUri?: string;
  /** Clients of the pool whose tokens are taken. */
  readonly clientIds: readonly string[];
}

export interface Bearer {
  readonly customerId: string;
  readonly groups: readonly string[];
}

const AccessClaims = z.object({
  sub: z.string(),
  token_use: z.literal('access'),
  client_id: z.string(),
  'cognito:groups': z.array(z.string()).default([]),
});
const jwksTimeoutMs = 2_000;

/** Verifies Cognito access tokens of mobile and partner clients; the keys are fetched once and kept. */
export function createBearerTokens({ issuer, jwksUri, clientIds }: BearerTokenOptions) {
  const verifier = JwtRsaVerifier.create(
    { issuer, audience: null, jwksUri: jwksUri ?? `${issuer}/.well-known/jwks.json` },
    { jwksCache: new SimpleJwksCache({ fetcher: { fetch: fetchKeys } }) },
  );

  /** @throws ServiceError `sign-in-required` for a token that does not hold, `dependency-unavailable` while the keys can't be had */
  return async function verify(token: string): Promise<Bearer> {
    try {
      const claims = AccessClaims.parse(await verifier.verify(token));
      if (!clientIds.includes(claims.client_id)) throw new Error(`client ${claims.client_id} is not accepted`);
      return { customerId: claims.sub, groups: claims['cognito:groups'] };
    } catch (cause) {
      if (cause instanceof KeysUnavailableError) throw unavailable('Sign-in', cause);
      throw new ServiceError('sign-in-required', 'The access token is not valid. Sign in again.', { cause });
    }
  };
}
export type VerifyBearer = ReturnType<typeof createBearerTokens>;

class KeysUnavailableError extends Error {
  override readonly name = 'KeysUnavailableError';
}

/** The library's own fetcher speaks HTTPS only; the local stand-in has no TLS. */
async function fetchKeys(uri: string): Promise<ArrayBuffer> {
  try {
    const response = await fetch(uri, { signal: AbortSignal.timeout(jwksTimeoutMs) });
    if (!response.ok) throw new Error(`${uri} answered ${response.status}`);
    return await response.arrayBuffer();
  } catch (cause) {
    throw new KeysUnavailableError('the keys of the identity provider can not be read', { cause });
  }
}
