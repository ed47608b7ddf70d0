import { createHmac } from 'node:crypto';
import {
  CognitoIdentityProviderClient,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  GetUserCommand,
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
  ResendConfirmationCodeCommand,
  RevokeTokenCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { ServiceError } from '@evermart/kit/problem';
import type { Confirmation, Credentials, NewAccount } from './auth-schemas.ts';
import { explainedBy, nameOf, wrongCredentials } from './identity-errors.ts';
import { personIn, type SignedIn } from './signed-in.ts';

export interface IdentityProviderOptions {
  readonly region: string;
  readonly endpoint?: string | undefined;
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
}

/** Asked twice at most, so that a provider that hangs is given up after 5 s. */
const callTimeoutMs = 2_500;
const wrongAccountOrPassword = {
  NotAuthorizedException: 'wrong-credentials',
  UserNotFoundException: 'wrong-credentials',
  // What the local stand-in says to a wrong password.
  InvalidPasswordException: 'wrong-credentials',
} as const;
const wrongAccountOrCode = { UserNotFoundException: 'wrong-code', NotAuthorizedException: 'wrong-code' } as const;

/**
 * The user pool, in the shop's terms. Methods reject with a `ServiceError`: `invalid-credentials`, `validation-failed` for a
 * wrong code or a refused password, `rate-limited`, or `dependency-unavailable`.
 */
export function createIdentityProvider({ region, endpoint, clientId, clientSecret }: IdentityProviderOptions) {
  const cognito = new CognitoIdentityProviderClient({
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: callTimeoutMs, throwOnRequestTimeout: true },
  });

  return {
    /** Does the same for an address that has an account already. */
    async signUp({ email, password, name }: NewAccount): Promise<void> {
      const attributes = { email, name };
      const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
      await cognito
        .send(new SignUpCommand({ ...accountOf(email), Password: password, UserAttributes }))
        .catch(explainedBy({ UsernameExistsException: 'ignore', InvalidParameterException: 'wrong-address' }));
    },

    async confirm({ email, code }: Confirmation): Promise<void> {
      await cognito
        .send(new ConfirmSignUpCommand({ ...accountOf(email), ConfirmationCode: code }))
        .catch(explainedBy(wrongAccountOrCode));
    },

    /** @throws ServiceError also `invalid-state` when the password is right but the address was never confirmed: a new code is sent */
    async signIn({ email, password }: Credentials): Promise<SignedIn & { refreshToken: string }> {
      const AuthParameters = { USERNAME: email, PASSWORD: password, ...secretHash('SECRET_HASH', email) };
      const command = new InitiateAuthCommand({ ClientId: clientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters });
      const answer = await cognito.send(command).catch(async (error: unknown) => {
        if (nameOf(error) === 'UserNotConfirmedException') throw await confirmationNeeded(email, error);
        explainedBy(wrongAccountOrPassword)(error);
      });
      const refreshToken = answer?.AuthenticationResult?.RefreshToken;
      if (answer === undefined || refreshToken === undefined) throw challenged(answer?.ChallengeName);
      return { ...(await personOf(answer)), refreshToken };
    },

    /** Who the token's owner is today; `undefined` when they may not be signed in any more. */
    async refresh(username: string, refreshToken: string): Promise<SignedIn | undefined> {
      const AuthParameters = { REFRESH_TOKEN: refreshToken, ...secretHash('SECRET_HASH', username) };
      const command = new InitiateAuthCommand({ ClientId: clientId, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters });
      const answer = await cognito.send(command).catch(
        explainedBy({
          NotAuthorizedException: 'ignore',
          UserNotFoundException: 'ignore',
          PasswordResetRequiredException: 'ignore',
        }),
      );
      return answer === undefined ? undefined : personOf(answer);
    },

    /** What the token's owner has told of themselves; `undefined` where the token may not read it, as a partner's. */
    async describe(accessToken: string): Promise<{ email: string; name: string } | undefined> {
      const { UserAttributes = [] } =
        (await cognito
          .send(new GetUserCommand({ AccessToken: accessToken }))
          .catch(explainedBy({ NotAuthorizedException: 'ignore', UserNotFoundException: 'ignore' }))) ?? {};
      const [email, name] = ['email', 'name'].map(
        (wanted) => UserAttributes.find(({ Name }) => Name === wanted)?.Value,
      );
      return email === undefined ? undefined : { email, name: name ?? '' };
    },

    async revoke(refreshToken: string): Promise<void> {
      const secret = clientSecret === undefined ? {} : { ClientSecret: clientSecret };
      await cognito.send(new RevokeTokenCommand({ ClientId: clientId, ...secret, Token: refreshToken }));
    },

    /** Sends a code if there is such an account, and does not tell whether there is. */
    async sendResetCode(email: string): Promise<void> {
      await cognito.send(new ForgotPasswordCommand(accountOf(email))).catch(
        explainedBy({
          UserNotFoundException: 'ignore',
          NotAuthorizedException: 'ignore',
          InvalidParameterException: 'ignore',
        }),
      );
    },

    async resetPassword(email: string, code: string, newPassword: string): Promise<void> {
      await cognito
        .send(new ConfirmForgotPasswordCommand({ ...accountOf(email), ConfirmationCode: code, Password: newPassword }))
        .catch(explainedBy(wrongAccountOrCode, 'newPassword'));
    },

    close: () => cognito.destroy(),
  };

  function accountOf(email: string) {
    return { ClientId: clientId, Username: email, ...secretHash('SecretHash', email) };
  }

  /** Cognito wants it from clients that have a secret: HMAC-SHA256 of name and client id, Base64. */
  function secretHash<Name extends string>(name: Name, username: string) {
    if (clientSecret === undefined) return {};
    const hash = createHmac('sha256', clientSecret).update(`${username}${clientId}`).digest('base64');
    return { [name]: hash };
  }

  function personOf({ AuthenticationResult: tokens }: InitiateAuthCommandOutput): Promise<SignedIn> {
    if (tokens?.IdToken === undefined) throw new Error('Cognito answered without an ID token');
    return personIn(tokens.IdToken, () => nameBy(tokens.AccessToken));
  }

  /** The ID token has the name only where the client may read that attribute. */
  async function nameBy(accessToken: string | undefined): Promise<string | undefined> {
    const user = await cognito.send(new GetUserCommand({ AccessToken: accessToken })).catch(() => undefined);
    return user?.UserAttributes?.find(({ Name }) => Name === 'name')?.Value;
  }

  async function confirmationNeeded(email: string, cause: unknown): Promise<ServiceError> {
    await cognito.send(new ResendConfirmationCodeCommand(accountOf(email))).catch(() => undefined);
    return new ServiceError('invalid-state', 'Confirm your e-mail address first: a code is on its way.', { cause });
  }
}
export type IdentityProvider = ReturnType<typeof createIdentityProvider>;

/** A second factor, or a first password to be replaced: the shop has no page for either. */
function challenged(name: string | undefined): ServiceError {
  return wrongCredentials(new Error(`Cognito asked for ${name ?? 'nothing and gave no tokens'}`));
}
