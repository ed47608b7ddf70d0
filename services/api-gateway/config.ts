import { awsSettings, commonSettings, flag, httpUrl, milliseconds, signingKeys } from '@evermart/kit/config';
import { z } from 'zod';
import { limitSettings } from './limits/limit-settings.ts';

/** Comma-separated; an empty entry is a mistake. */
const list = z.string().transform((text) => text.split(',').map((entry) => entry.trim()));

export const Config = z.object({
  ...commonSettings,
  ...awsSettings,
  ...limitSettings,
  AWS_ENDPOINT_URL_KINESIS: httpUrl.optional(),
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: httpUrl.optional(),

  CATALOG_URL: httpUrl,
  SEARCH_URL: httpUrl,
  CART_URL: httpUrl,
  CHECKOUT_URL: httpUrl,
  ORDER_URL: httpUrl,
  PAYMENT_URL: httpUrl,
  USER_URL: httpUrl,
  NOTIFICATION_URL: httpUrl,
  RECOMMENDATIONS_URL: httpUrl,
  /** Longest wait for an answer of a service, repeats included. */
  UPSTREAM_TIMEOUT_MS: milliseconds.default(4_000),
  /** The same for a purchase: the API promises an answer within 10 s. */
  CHECKOUT_TIMEOUT_MS: milliseconds.default(9_500),
  UPSTREAM_CONNECTIONS: z.coerce.number().int().min(1).default(128),

  SESSIONS_TABLE: z.string().min(1),
  SESSION_COOKIE_KEYS: signingKeys,
  /** How long somebody stays signed in without coming back. */
  SESSION_DAYS: z.coerce.number().int().min(1).default(30),
  /** No refused sign-in, sign-up or password reset is answered sooner: time must not tell who has an account. */
  AUTH_ANSWER_FLOOR_MS: milliseconds.default(300),
  /** How often the identity provider is asked whether a session's owner may still be signed in, and in which groups. */
  SESSION_RECHECK_MS: milliseconds.default(3_600_000),

  COGNITO_USER_POOL_ID: z.string().min(1),
  COGNITO_CLIENT_ID: z.string().min(1),
  COGNITO_CLIENT_SECRET: z.string().min(1).optional(),
  /** Default: as AWS names it, or below AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER where that is set. */
  COGNITO_ISSUER: httpUrl.optional(),
  /** Further clients whose access tokens are accepted as bearer tokens, e.g. the mobile app's. */
  COGNITO_BEARER_CLIENT_IDS: list.default([]),

  REDIS_URL: z.string().min(1).optional(),
  EVENTS_TOPIC_ARN: z.string().min(1),
  CLICKSTREAM_STREAM: z.string().min(1),

  /** Proxies of ours in front: 1 for a load balancer, 2 for a CDN before it. */
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).default(1),
  /** Origins of the shop, beside the request's own host, that may send unsafe requests with the cookie. */
  PUBLIC_ORIGIN: list.default([]),
  /** Whether the sandbox payment provider is taken: never in production. */
  ALLOW_SANDBOX_PAYMENTS: flag.default(false),

  /** How long an answer to a public read is fresh; 0 turns the cache off. */
  RESPONSE_CACHE_TTL_MS: z.coerce.number().int().min(0).default(5_000),
  /** How long after that it still serves while a new one is fetched in the background. */
  RESPONSE_CACHE_STALE_MS: z.coerce.number().int().min(0).default(30_000),
  /** How long after that it still serves when the service is down. */
  RESPONSE_CACHE_STALE_IF_ERROR_MS: z.coerce.number().int().min(0).default(60_000),
  RESPONSE_CACHE_MAX_BYTES: z.coerce.number().int().min(1_000_000).default(32_000_000),
});
export type Config = z.infer<typeof Config>;
