import type { BucketName, DatabaseName, TableName } from '@evermart/contracts/topology';

/** `small`: a shop to click through. `large`: enough rows that a missing index or an unbounded query shows. */
export type SeedScale = 'small' | 'large';

/** A person who can sign in already: the identity provider holds them, the seed adds what the shop knows about them. */
export interface SeedPerson {
  readonly email: string;
  readonly name: string;
  readonly groups: readonly string[];
  /** The identity provider's `sub`: the customer's id in every service. */
  readonly customerId: string;
}

/** An AWS endpoint of the local platform; any credentials pass there. */
export interface SeedEndpoint {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Where the seed writes. Migrations have run, buckets and tables exist, services may be starting at the same time. */
export interface SeedTarget {
  readonly scale: SeedScale;
  readonly databaseUrls: Readonly<Record<DatabaseName, string>>;
  /** The picture at `/media/a.svg` is the object `media/a.svg` of the bucket `media`: CloudFront hands the path on as it is. */
  readonly s3: SeedEndpoint & { readonly buckets: Readonly<Record<BucketName, string>> };
  readonly dynamodb: SeedEndpoint & { readonly tables: Readonly<Record<TableName, string>> };
  readonly people: readonly SeedPerson[];
  /** One line of progress for the person who waits. */
  readonly log: (line: string) => void;
}

/** What was written, for the line that says so. */
export interface SeedResult {
  readonly products: number;
  readonly variants: number;
  readonly images: number;
}

/**
 * The signature of `seed` in `seed.ts`. It is called on an empty shop and again when it was interrupted or the scale
 * changed, so it must be safe to repeat.
 */
export type Seed = (target: SeedTarget) => Promise<SeedResult>;
