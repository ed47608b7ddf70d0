import { Subject } from '@evermart/contracts/http/subject';
import { type ServiceName, serviceNames } from '@evermart/contracts/topology';
import { errors, jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import type { SigningKeys } from './config.ts';
import { ServiceError } from './problem.ts';

/** The header that carries the token. A service trusts this and no other header about who is asking. */
export const internalTokenHeader = 'x-internal-token';

const lifetimeSeconds = 60;
/** A token is used again for the same subject and audience while it has at least half its life left. */
const reuseMs = (lifetimeSeconds / 2) * 1000;
const algorithm = 'HS256';

export interface Caller {
  readonly service: ServiceName;
  readonly subject: Subject;
}

/** Mints tokens for calls from `issuer`. Signing costs more than a cached read, so equal calls share a token for a while. */
export function createTokenMinter(issuer: ServiceName, keys: SigningKeys) {
  const [current] = keys;
  if (current === undefined) throw new Error('no signing key');
  const minted = new LRUCache<string, string>({ max: 10_000, ttl: reuseMs });

  return async function mint(audience: ServiceName, subject: Subject): Promise<string> {
    const cacheKey = `${audience}|${subject.visitorId ?? ''}|${subject.customerId ?? ''}|${subject.groups.join()}`;
    const known = minted.get(cacheKey);
    if (known !== undefined) return known;
    const token = await new SignJWT({ subject })
      .setProtectedHeader({ alg: algorithm, kid: current.kid })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${lifetimeSeconds}s`)
      .sign(current.secret);
    minted.set(cacheKey, token);
    return token;
  };
}
export type TokenMinter = ReturnType<typeof createTokenMinter>;

/** Verifies tokens meant for `audience` and issued by one of `callers`, the services that the topology lets call it. */
export function createTokenVerifier(audience: ServiceName, callers: readonly ServiceName[], keys: SigningKeys) {
  const secrets = new Map(keys.map(({ kid, secret }) => [kid, secret]));
  const verified = new LRUCache<string, Caller>({ max: 10_000 });

  /** @throws ServiceError `sign-in-required` for a token that is missing, expired, forged or meant for another service. */
  return async function verify(token: string | undefined): Promise<Caller> {
    if (token === undefined) throw new ServiceError('sign-in-required', 'The internal token is missing.');
    const known = verified.get(token);
    if (known !== undefined) return known;
    try {
      const { payload } = await jwtVerify(token, ({ kid }) => secretOf(kid), {
        audience,
        issuer: [...callers],
        algorithms: [algorithm],
      });
      const caller: Caller = { service: serviceNameOf(payload.iss), subject: Subject.parse(payload.subject) };
      verified.set(token, caller, { ttl: Math.max(1, (payload.exp ?? 0) * 1000 - Date.now()) });
      return caller;
    } catch (cause) {
      throw new ServiceError('sign-in-required', 'The internal token is not valid.', { cause });
    }
  };

  function secretOf(kid: string | undefined): Uint8Array {
    const secret = secrets.get(kid ?? '');
    if (secret === undefined) throw new errors.JWKSNoMatchingKey();
    return secret;
  }
}
export type TokenVerifier = ReturnType<typeof createTokenVerifier>;

function serviceNameOf(issuer: string | undefined): ServiceName {
  const name = serviceNames.find((candidate) => candidate === issuer);
  if (name === undefined) throw new Error(`unknown issuer ${issuer}`);
  return name;
}
