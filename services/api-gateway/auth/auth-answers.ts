import type { Exchange, OwnAnswer, OwnAnswers } from '../forwarding/own-answers.ts';
import type { SharpLimits } from '../limits/sharp-limits.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { setVisitorCookie } from '../visitors/cookie-header.ts';
import { newVisitorId, type VisitorCookies } from '../visitors/visitor-cookie.ts';
import { Confirmation, NewAccount, PasswordReset } from './auth-schemas.ts';
import { noSoonerThan } from './even-timing.ts';
import type { IdentityProvider } from './identity-provider.ts';
import { sessionStateOf } from './session-state.ts';
import { createSignIn, type SignInDeps } from './sign-in.ts';

export interface AuthAnswersDeps extends SignInDeps {
  readonly identityProvider: IdentityProvider;
  readonly sessions: Sessions;
  readonly cookies: VisitorCookies;
  readonly limits: SharpLimits;
}

const done: OwnAnswer = { status: 204 };

/** The endpoints under /auth. */
export function authAnswers(deps: AuthAnswersDeps): OwnAnswers {
  const { identityProvider, sessions, cookies, limits, errands, answerFloorMs } = deps;

  return {
    signUp: async ({ body }) => {
      const account = NewAccount.parse(body);
      await limits.takeForAddress(account.email);
      await noSoonerThan(answerFloorMs, () => identityProvider.signUp(account));
      return { status: 202, body: { confirmationRequired: true } };
    },

    confirmSignUp: async ({ body }) => {
      const confirmation = Confirmation.parse(body);
      await limits.takeForAddress(confirmation.email);
      await noSoonerThan(answerFloorMs, () => identityProvider.confirm(confirmation));
      return done;
    },

    signIn: createSignIn(deps),

    signOut: async (exchange) => {
      const { visitor, request, response } = exchange;
      if (visitor?.sessionToken !== undefined) await sessions.end(visitor.sessionToken);
      if (cameByCookie(exchange)) setVisitorCookie(request, response, cookies.seal({ visitorId: newVisitorId() }));
      return done;
    },

    resetPassword: async ({ body }) => {
      const reset = PasswordReset.parse(body);
      await limits.takeForAddress(reset.email);
      const { email, code, newPassword } = reset;
      if (code === undefined || newPassword === undefined) {
        await noSoonerThan(answerFloorMs, () => identityProvider.sendResetCode(email));
        return { status: 202 };
      }
      await noSoonerThan(answerFloorMs, () => identityProvider.resetPassword(email, code, newPassword));
      await sessions.endAllOf(email);
      return done;
    },

    readSession: async ({ visitor }) => {
      const person = visitor?.session ?? (visitor === undefined ? undefined : await errands.bearerOf(visitor));
      return { status: 200, body: sessionStateOf(person) };
    },
  };
}

function cameByCookie({ visitor, request }: Exchange): boolean {
  return visitor !== undefined && request.headers.authorization === undefined;
}
