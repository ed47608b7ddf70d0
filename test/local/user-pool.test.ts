import {
  CognitoIdentityProviderClient,
  ConfirmSignUpCommand,
  InitiateAuthCommand,
  NotAuthorizedException,
  ResendConfirmationCodeCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { expect } from 'chai';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { Platform } from '../../scripts/local/platform-options.ts';
import { localClient } from '../../scripts/local/resources/local-aws.ts';
import { eventually } from '../support/eventually.ts';
import { dummyPlatform, temporaryFolder } from './support/local-platform.ts';

interface Mail {
  readonly to: readonly { readonly address: string }[];
  readonly text: string;
}

describe('the local user pool', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let platform: Platform;
  let cognito: CognitoIdentityProviderClient;
  let clientId: string;
  let poolId: string;

  before(async () => {
    folder = await temporaryFolder();
    platform = await dummyPlatform(folder.path, { services: ['api-gateway'] });
    const environment = platform.environment('api-gateway');
    clientId = environment.COGNITO_CLIENT_ID ?? '';
    poolId = environment.COGNITO_USER_POOL_ID ?? '';
    cognito = new CognitoIdentityProviderClient(localClient(platform.process('cognito').url, 'eu-west-1'));
  });
  after(async () => {
    cognito?.destroy();
    await platform?.stop();
    await folder.remove();
  });

  const signIn = (email: string, password: string) =>
    cognito.send(
      new InitiateAuthCommand({
        ClientId: clientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: email, PASSWORD: password },
      }),
    );

  /** The codes that arrived for a person, oldest first. */
  async function codesFor(email: string, count: number): Promise<string[]> {
    return eventually(async () => {
      const response = await fetch(`${platform.process('mail').url}/api/email`);
      const mails = (await response.json()) as Mail[];
      const codes = mails
        .filter(({ to }) => to.some(({ address }) => address === email))
        .map(({ text }) => /\d{6}/.exec(text)?.[0] ?? '');
      return codes.length >= count && codes;
    });
  }

  it('sends the confirmation code by e-mail, and again when asked', async () => {
    const email = 'new@evermart.test';
    await cognito.send(new SignUpCommand({ ClientId: clientId, Username: email, Password: 'Long-enough-1' }));
    await codesFor(email, 1);

    await cognito.send(new ResendConfirmationCodeCommand({ ClientId: clientId, Username: email }));

    const codes = await codesFor(email, 2);
    const outcomes = await Promise.allSettled(
      codes.map((code) =>
        cognito.send(new ConfirmSignUpCommand({ ClientId: clientId, Username: email, ConfirmationCode: code })),
      ),
    );
    expect(outcomes.some(({ status }) => status === 'fulfilled')).to.equal(true);
    expect((await signIn(email, 'Long-enough-1')).AuthenticationResult?.AccessToken).to.be.a('string');
  });

  it('refuses a wrong password as Cognito does', async () => {
    const error = await signIn('shopper@evermart.test', 'wrong').catch((thrown: unknown) => thrown);

    expect(error).to.be.instanceOf(NotAuthorizedException);
  });

  it('signs in the seeded administrator with a token that its public keys verify and that names the group', async () => {
    const admin = platform.people.find(({ groups }) => groups.includes('admin'));
    const { AuthenticationResult } = await signIn(admin?.email ?? '', admin?.password ?? '');

    const issuer = `${platform.process('cognito').url}/${poolId}`;
    const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`));
    const { payload } = await jwtVerify(AuthenticationResult?.AccessToken ?? '', keys, { issuer });

    expect(poolId).to.match(/^eu-west-1_[A-Za-z0-9]+$/);
    expect(payload['cognito:groups']).to.deep.equal(['admin']);
  });

  it('keeps who signed up through a kill', async () => {
    const email = 'kept@evermart.test';
    await cognito.send(new SignUpCommand({ ClientId: clientId, Username: email, Password: 'Long-enough-1' }));

    await platform.kill('cognito');

    const [code] = await codesFor(email, 1);
    await cognito.send(new ConfirmSignUpCommand({ ClientId: clientId, Username: email, ConfirmationCode: code }));
    expect((await signIn(email, 'Long-enough-1')).AuthenticationResult?.IdToken).to.be.a('string');
  });
});
