import type { ProblemCode } from '@evermart/contracts/http/problem-codes';
import { problemStatuses } from '@evermart/contracts/http/problem-codes';
import { apiPaths, below, both, hasBodyOver, isPost, isUpload, isWebhook, not, type Statement } from './requests.ts';

/** A rule of the shop itself, with the problem that the refused client gets, in the API's own form. */
export interface OwnRule {
  readonly name: string;
  readonly statement: Statement;
  readonly problem: ProblemCode;
}

/** The time over which AWS WAF counts, in seconds. */
const windowSeconds = 300;

/**
 * Requests of one address in 5 minutes. Each is above what the gateway admits over the same time, which answers more
 * politely and knows who asks: these stop what should not even reach it.
 */
export const rateLimits = { anything: 6_000, account: 100, purchases: 200 } as const;

/**
 * As much of a body as AWS WAF can read at CloudFront, and the most that the gateway takes as JSON.
 * Source: AWS WAF Developer Guide, "Considerations for managing body inspection".
 */
export const maxInspectedBytes = 64 * 1024;

function moreThan(limit: number, requests: Statement): Statement {
  return {
    rate_based_statement: {
      limit,
      evaluation_window_sec: windowSeconds,
      aggregate_key_type: 'IP',
      scope_down_statement: requests,
    },
  };
}

export const ownRules: readonly OwnRule[] = [
  {
    name: 'floods',
    statement: moreThan(rateLimits.anything, not(isWebhook)),
    problem: 'rate-limited',
  },
  {
    name: 'password-guessing',
    statement: moreThan(rateLimits.account, both(isPost, below(apiPaths.account))),
    problem: 'rate-limited',
  },
  {
    name: 'card-testing',
    statement: moreThan(rateLimits.purchases, both(isPost, below(apiPaths.purchases))),
    problem: 'rate-limited',
  },
  {
    name: 'unreadable-bodies',
    statement: both(hasBodyOver(maxInspectedBytes), not(isUpload)),
    problem: 'body-too-large',
  },
];

export const statusOf = ({ problem }: OwnRule) => problemStatuses[problem];
