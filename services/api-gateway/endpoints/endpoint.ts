import type { ProblemCode } from '@evermart/contracts/http/problem-codes';
import type { ServiceName } from '@evermart/contracts/topology';
import type { z } from 'zod';
import type { ShopperActivity } from '../clickstream/shopper-activity.ts';
import type { LimitName } from '../limits/limit-settings.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Who may ask, and what is known about them.
 *
 * - `public`: nobody is identified, so everybody gets the same answer
 * - `anyone`: a visitor who shows a cookie or a bearer token is recognised, nobody is made one
 * - `visitor`: as `anyone`, and a newcomer becomes a visitor (gets the cookie)
 * - `customer`: signed in, else 401
 * - `admin`: a customer in the group `admin`, else 401 or 403
 */
export type Access = 'public' | 'anyone' | 'visitor' | 'customer' | 'admin';

export type Tag = 'Catalogue' | 'Search' | 'Cart' | 'Checkout' | 'Orders' | 'Account' | 'Events' | 'Administration';

export interface Target {
  readonly service: Exclude<ServiceName, 'api-gateway'>;
  /** With the same `{parameters}` as the public path. */
  readonly path: string;
}

export interface SuccessAnswer {
  readonly description: string;
  /** Absent for an answer without content. */
  readonly schema?: z.ZodType;
  readonly location?: true;
  /** Carries the edition's `ETag`, for `If-Match`. */
  readonly etag?: true;
}

export interface Observed {
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly answer: unknown;
}

/** One method of one public path: everything that routing, checking, passing on and documenting it needs. */
export interface Endpoint {
  readonly id: string;
  readonly method: Method;
  /** Below `/api/v1`, with `{parameters}`. */
  readonly path: string;
  readonly tag: Tag;
  readonly summary: string;
  readonly description?: string;
  readonly access: Access;
  readonly parameters?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** An empty request is as good as `{}`. */
  readonly bodyOptional?: true;
  /** The body is passed on as it came, unread: its sender signed the bytes. */
  readonly rawBody?: true;
  readonly idempotencyKey?: true;
  /** `If-Match` makes the change depend on the edition that the client has seen. */
  readonly ifMatch?: true;
  readonly answers: Readonly<Partial<Record<200 | 201 | 202 | 204, SuccessAnswer>>>;
  /** Problems beyond those that follow from the rest of the entry. */
  readonly problems?: readonly ProblemCode[];
  /** Absent where the gateway answers by itself. */
  readonly target?: Target;
  /** Asked for the same path while the target's service is away or fails. Of shared reads only. */
  readonly standIn?: Target['service'];
  /** Longest wait for the service, all tries together. Default: the setting UPSTREAM_TIMEOUT_MS. */
  readonly wait?: 'checkout';
  /** Whether everybody may be given the same stored answer. */
  readonly shared?: (query: Readonly<Record<string, unknown>>, recognised: boolean) => boolean;
  /** Answered with 200 instead of an error while the service is away. */
  readonly fallback?: unknown;
  /** What a successful answer tells about shoppers. */
  readonly observe?: (observed: Observed) => ShopperActivity | undefined;
  /** A sharper limit than the general one. */
  readonly limit?: LimitName;
}
