import { decodeJwt } from 'jose';
import { z } from 'zod';

/** Somebody who may be signed in, as the identity provider knows them. */
export interface SignedIn {
  /** The provider's `sub`. */
  readonly customerId: string;
  /** The provider's own name for the account, which its signatures of refreshes are made with. */
  readonly username: string;
  readonly email: string;
  readonly name: string;
  readonly groups: readonly string[];
}

const IdClaims = z.object({
  sub: z.string(),
  'cognito:username': z.string(),
  email: z.string(),
  name: z.string().optional(),
  'cognito:groups': z.array(z.string()).default([]),
});

/**
 * Reads an ID token that has just come from the provider over a connection of our own: nobody in between could have forged it.
 *
 * @param nameOf asked where the token does not tell the name
 */
export async function personIn(idToken: string, nameOf: () => Promise<string | undefined>): Promise<SignedIn> {
  const claims = IdClaims.parse(decodeJwt(idToken));
  return {
    customerId: claims.sub,
    username: claims['cognito:username'],
    email: claims.email,
    name: claims.name ?? (await nameOf()) ?? '',
    groups: claims['cognito:groups'],
  };
}
