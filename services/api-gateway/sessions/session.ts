/** What a sign-in left to do because a service was away; done before the next request that would miss it. */
export type Errand = 'cart-merge' | 'profile';

/** Who is signed in, as the identity provider said at `checkedAtSeconds`. */
export interface Session {
  /** SHA-256 of the token in the cookie: whoever reads the table can't sign in with it. */
  readonly sessionId: string;
  readonly customerId: string;
  readonly username: string;
  readonly email: string;
  readonly name: string;
  readonly groups: readonly string[];
  /** Encrypted: see token-box.ts. */
  readonly refreshToken: string;
  readonly checkedAtSeconds: number;
  readonly errands: readonly Errand[];
  readonly expiresAtSeconds: number;
}
