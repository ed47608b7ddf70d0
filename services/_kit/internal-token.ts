import { Subject } from '@evermart/contracts/http/subject';
import { type ServiceName, serviceNames } from '@evermart/contracts/topology';
import { createDecoder, createSigner, createVerifier } from 'fast-jwt';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { SigningKeys } from './config.ts';
import { ServiceError } from './problem.ts';

/** The header that carries the token. A service trusts this and no other header about who is asking. */
export const internalTokenHeader = 'x-internal-token';

const lifetimeSeconds = 60;
/** A token is used again for the same subject and audience while it has at least half its life left. */
const reuseMs = (lifetimeSeconds / 2) * 1000;
const algorithm = 'HS256';

const Claims = z.object({ iss: z.enum(serviceNames), exp: z.number(), subject: Subject });

export interface Caller {
  readonly service: ServiceName;
  readonly subject: Subject;
}

/** Mints tokens for calls from `issuer`. Equal calls share a token for half its life. */
export function createTokenMinter(issuer: ServiceName, keys: SigningKeys) {
  const [current] = keys;
  if (current === undefined) throw new Error('no signing key');
  const sign = createSigner({
    algorithm,
    key: current.secret,
    kid: current.kid,
    iss: issuer,
    expiresIn: lifetimeSeconds * 1000,
  });
  const minted = new LRUCache<string, string>({ max: 10_000, ttl: reuseMs });

  return function mint(audience: ServiceName, subject: Subject): string {
    const cacheKey = `${audience}|${subject.visitorId ?? ''}|${subject.customerId ?? ''}|${subject.groups.join()}`;
    const known = minted.get(cacheKey);
    if (known !== undefined) return known;
    const token = sign({ aud: audience, subject });
    minted.set(cacheKey, token);
    return token;
  };
}
export type TokenMinter = ReturnType<typeof createTokenMinter>;

/** Verifies tokens meant for `audience` and issued by one of `callers`, the services that the topology lets call it. */
export function createTokenVerifier(audience: ServiceName, callers: readonly ServiceName[], keys: SigningKeys) {
  const verifierOf = new Map(
    keys.map(({ kid, secret }) => [
      kid,
      createVerifier({
        algorithms: [algorithm],
        key: secret,
        allowedAud: audience,
        allowedIss: [...callers],
        requiredClaims: ['exp', 'iss', 'aud'],
      }),
    ]),
  );
  const decode = createDecoder({ complete: true });
  const verified = new LRUCache<string, Caller>({ max: 10_000 });

  /** @throws ServiceError `sign-in-required` for a token that is missing, expired, forged or meant for another service. */
  return function verify(token: string | undefined): Caller {
    if (token === undefined) throw new ServiceError('sign-in-required', 'The internal token is missing.');
    const known = verified.get(token);
    if (known !== undefined) return known;
    try {
      const claims = Claims.parse(verifierFor(token)(token));
      const caller: Caller = { service: claims.iss, subject: claims.subject };
      verified.set(token, caller, { ttl: Math.max(1, claims.exp * 1000 - Date.now()) });
      return caller;
    } catch (cause) {
      throw new ServiceError('sign-in-required', 'The internal token is not valid.', { cause });
    }
  };

  function verifierFor(token: string) {
    const { header } = decode(token) as { header: { kid?: string } };
    const verifier = verifierOf.get(header.kid ?? '');
    if (verifier === undefined) throw new Error('signed with an unknown key');
    return verifier;
  }
}
export type TokenVerifier = ReturnType<typeof createTokenVerifier>;
