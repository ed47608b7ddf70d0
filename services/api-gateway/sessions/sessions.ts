import { type Clock, systemClock } from '@evermart/kit/clock';
import { isConditionFailure } from '@evermart/kit/dynamo';
import type { Logger } from '@evermart/kit/log';
import { isServiceError } from '@evermart/kit/problem';
import { LRUCache } from 'lru-cache';
import type { IdentityProvider } from '../auth/identity-provider.ts';
import type { SignedIn } from '../auth/signed-in.ts';
import { newSessionToken } from '../visitors/visitor-cookie.ts';
import type { Errand, Session } from './session.ts';
import { type SessionRepository, sessionIdOf } from './session-repository.ts';
import type { TokenBox } from './token-box.ts';

export interface SessionsDeps {
  readonly repository: SessionRepository;
  readonly identityProvider: Pick<IdentityProvider, 'refresh' | 'revoke'>;
  readonly tokenBox: TokenBox;
  readonly logger: Logger;
  readonly lifetimeDays: number;
  readonly recheckMs: number;
  readonly clock?: Clock;
}

/** So long may a session live on at another gateway after its end. */
const rememberMs = 3_000;
const maxRemembered = 10_000;

/** Sessions of people who are signed in by cookie. Guests have none. */
export function createSessions(deps: SessionsDeps) {
  const { repository, identityProvider, tokenBox, logger, lifetimeDays, recheckMs, clock = systemClock } = deps;
  const remembered = new LRUCache<string, Session>({
    max: maxRemembered,
    ttl: rememberMs,
    fetchMethod: (sessionId) => load(sessionId),
  });

  return {
    /** The session that a cookie's token names; `undefined` when it has ended. @throws ServiceError `dependency-unavailable` */
    find: (token: string): Promise<Session | undefined> => remembered.fetch(sessionIdOf(token)),

    /** Opens a session; the token goes into the cookie and nowhere else. */
    async open(
      person: SignedIn & { refreshToken: string },
      errands: readonly Errand[],
    ): Promise<{ token: string; session: Session }> {
      const token = newSessionToken();
      const session: Session = {
        sessionId: sessionIdOf(token),
        ...person,
        refreshToken: tokenBox.seal(person.refreshToken),
        errands,
        ...datesFromNow(),
      };
      await repository.add(session);
      return { token, session };
    },

    /** Ends it here and at the identity provider; the latter is best effort, since the row is what counts. */
    async end(token: string): Promise<void> {
      const sessionId = sessionIdOf(token);
      const session = await repository.find(sessionId);
      await repository.end(sessionId);
      remembered.delete(sessionId);
      const refreshToken = session === undefined ? undefined : tokenBox.open(session.refreshToken);
      if (refreshToken !== undefined) await identityProvider.revoke(refreshToken).catch(reportRevocation);
    },

    async endAllOf(email: string): Promise<void> {
      await repository.endAllOf(email);
      remembered.clear();
    },

    async finishErrands(session: Session, done: readonly Errand[]): Promise<void> {
      await save({ ...session, errands: session.errands.filter((errand) => !done.includes(errand)) });
    },
  };

  async function load(sessionId: string): Promise<Session | undefined> {
    const session = await repository.find(sessionId);
    if (session === undefined || session.expiresAtSeconds <= nowSeconds()) return undefined;
    return nowSeconds() - session.checkedAtSeconds < recheckMs / 1_000 ? session : recheck(session);
  }

  /** Groups and the right to be signed in may have changed. While the provider is away, what it said last holds. */
  async function recheck(session: Session): Promise<Session | undefined> {
    const refreshToken = tokenBox.open(session.refreshToken);
    try {
      const person =
        refreshToken === undefined ? undefined : await identityProvider.refresh(session.username, refreshToken);
      if (person === undefined) {
        await repository.end(session.sessionId);
        return undefined;
      }
      const checked = { ...session, ...person, ...datesFromNow() };
      await save(checked);
      return checked;
    } catch (error) {
      if (!isServiceError(error, 'dependency-unavailable')) throw error;
      logger.warn({ event: 'session.recheck-postponed', err: error });
      return session;
    }
  }

  async function save(session: Session): Promise<void> {
    try {
      await repository.refresh(session);
      remembered.set(session.sessionId, session);
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      remembered.delete(session.sessionId);
    }
  }

  function datesFromNow() {
    return { checkedAtSeconds: nowSeconds(), expiresAtSeconds: nowSeconds() + lifetimeDays * 86_400 };
  }

  function nowSeconds(): number {
    return Math.floor(clock.nowMs() / 1_000);
  }

  function reportRevocation(error: unknown): void {
    logger.warn({ event: 'session.revocation-failed', err: error });
  }
}
export type Sessions = ReturnType<typeof createSessions>;
