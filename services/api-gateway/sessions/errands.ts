import type { CartMerge } from '@evermart/contracts/http/cart';
import type { CustomerRegistration } from '@evermart/contracts/http/user';
import type { ServiceClient } from '@evermart/kit/http-client';
import type { Logger } from '@evermart/kit/log';
import { LRUCache } from 'lru-cache';
import type { z } from 'zod';
import type { IdentityProvider } from '../auth/identity-provider.ts';
import type { Target } from '../endpoints/endpoint.ts';
import { subjectFrom, type Visitor } from '../visitors/visitor.ts';
import type { Errand, Session } from './session.ts';
import type { Sessions } from './sessions.ts';

export interface ErrandsDeps {
  readonly cart: ServiceClient;
  readonly user: ServiceClient;
  readonly sessions: Pick<Sessions, 'finishErrands'>;
  readonly identityProvider: Pick<IdentityProvider, 'describe'>;
  readonly logger: Logger;
}

export type Customer = Pick<Session, 'customerId' | 'email' | 'name' | 'groups'>;

/** What must be done before a request to a service would show that it was not. */
const neededBy: Partial<Record<Target['service'], Errand>> = {
  cart: 'cart-merge',
  checkout: 'cart-merge',
  user: 'profile',
};
const errandTimeoutMs = 1_500;
/** Bearers whose profile this process has seen to. */
const maxKnownBearers = 10_000;

/**
 * What a sign-in brings with it in other services: the guest's cart joins the customer's, and the profile exists. A service
 * that is away does not stop anybody from signing in: the errand stays in the session and is run before it would be missed.
 */
export function createErrands({ cart, user, sessions, identityProvider, logger }: ErrandsDeps) {
  const knownBearers = new LRUCache<string, true>({ max: maxKnownBearers });
  const run: Record<Errand, (visitorId: string, customer: Customer) => Promise<void>> = {
    'cart-merge': (visitorId, customer) =>
      cart.command({
        method: 'POST',
        path: '/carts/merge',
        body: { visitorId } satisfies z.infer<typeof CartMerge>,
        subject: subjectFrom({ visitorId, ...customer }),
        timeoutMs: errandTimeoutMs,
        idempotent: true,
      }),
    profile: (visitorId, customer) =>
      user.command({
        method: 'PUT',
        path: `/customers/${encodeURIComponent(customer.customerId)}`,
        body: { email: customer.email, name: customer.name } satisfies CustomerRegistration,
        subject: subjectFrom({ visitorId, ...customer }),
        timeoutMs: errandTimeoutMs,
      }),
  };

  return {
    bearerOf,

    /** At a sign-in. Returns what is left to do. */
    async runAll(visitorId: string, customer: Customer): Promise<Errand[]> {
      const errands: Errand[] = ['cart-merge', 'profile'];
      const done = await Promise.all(errands.map((errand) => tryToRun(errand, visitorId, customer)));
      return errands.filter((_errand, index) => !done[index]);
    },

    /** Before a request goes to `service`. Its failure does not fail the request: what is there is shown. */
    async runBefore(service: Target['service'], visitor: Visitor | undefined): Promise<void> {
      const errand = neededBy[service];
      if (errand === undefined || visitor === undefined) return;
      const { session } = visitor;
      if (session === undefined && errand === 'profile') await registerBearer(visitor);
      if (!session?.errands.includes(errand)) return;
      if (await tryToRun(errand, visitor.visitorId, session)) await sessions.finishErrands(session, [errand]);
    },
  };

  /** Who comes with a token has never signed in here: their profile is made when it is first needed. */
  async function registerBearer(visitor: Visitor): Promise<void> {
    const { customerId, visitorId } = visitor;
    if (customerId === undefined || knownBearers.has(customerId)) return;
    const customer = await bearerOf(visitor);
    if (customer !== undefined && (await tryToRun('profile', visitorId, customer))) knownBearers.set(customerId, true);
  }

  /** Whom a bearer token stands for; `undefined` where it does not tell. */
  async function bearerOf({ customerId, groups, accessToken }: Visitor): Promise<Customer | undefined> {
    if (customerId === undefined || accessToken === undefined) return undefined;
    const person = await identityProvider.describe(accessToken);
    return person === undefined ? undefined : { customerId, groups, ...person };
  }

  async function tryToRun(errand: Errand, visitorId: string, customer: Customer): Promise<boolean> {
    try {
      await run[errand](visitorId, customer);
      return true;
    } catch (error) {
      logger.warn({ event: 'session.errand-postponed', errand, err: error });
      return false;
    }
  }
}
export type Errands = ReturnType<typeof createErrands>;
