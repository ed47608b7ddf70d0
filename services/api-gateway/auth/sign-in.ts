import type { Exchange, OwnAnswer } from '../forwarding/own-answers.ts';
import type { SharpLimits } from '../limits/sharp-limits.ts';
import type { Errands } from '../sessions/errands.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { setVisitorCookie } from '../visitors/cookie-header.ts';
import type { Visitor } from '../visitors/visitor.ts';
import { newVisitorId, type VisitorCookies } from '../visitors/visitor-cookie.ts';
import { Credentials } from './auth-schemas.ts';
import { failingNoSoonerThan } from './even-timing.ts';
import type { IdentityProvider } from './identity-provider.ts';
import { sessionStateOf } from './session-state.ts';

export interface SignInDeps {
  readonly identityProvider: Pick<IdentityProvider, 'signIn'>;
  readonly sessions: Pick<Sessions, 'open' | 'end'>;
  readonly errands: Errands;
  readonly cookies: VisitorCookies;
  readonly limits: SharpLimits;
  /** A refusal takes at least this long. */
  readonly answerFloorMs: number;
}

/**
 * Checks the password, brings the guest's cart and the profile along, opens a session and puts its token into the cookie.
 * The visitor stays the same one, so that what the browser had begun as a guest goes on.
 */
export function createSignIn(deps: SignInDeps) {
  const { identityProvider, sessions, errands, cookies, limits, answerFloorMs } = deps;

  return async function signIn({ body, visitor, request, response }: Exchange): Promise<OwnAnswer> {
    const credentials = Credentials.parse(body);
    await limits.takeForAddress(credentials.email);
    const person = await failingNoSoonerThan(answerFloorMs, () => identityProvider.signIn(credentials));
    await limits.forgiveAddress(credentials.email);

    const visitorId = browserOf(visitor);
    const leftToDo = await errands.runAll(visitorId, person);
    const { token, session } = await sessions.open(person, leftToDo);
    if (visitor?.sessionToken !== undefined) await sessions.end(visitor.sessionToken);
    setVisitorCookie(request, response, cookies.seal({ visitorId, sessionToken: token }));
    return { status: 200, body: sessionStateOf(session) };
  };
}

/** The visitor of the cookie; one that was known by a bearer token has none. */
function browserOf(visitor: Visitor | undefined): string {
  const bearer = visitor?.customerId !== undefined && visitor.session === undefined;
  return visitor === undefined || bearer ? newVisitorId() : visitor.visitorId;
}
