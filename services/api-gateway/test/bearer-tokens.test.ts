import { CognitoIdentityProviderClient, InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider';
import { expect } from 'chai';
import { createBrowser } from './support/browser.ts';
import { type GatewayUnderTest, startGateway } from './support/gateway-under-test.ts';
import { people } from './support/identity-pool.ts';

const { shopper } = people;

describe('clients with a bearer token', () => {
  let gateway: GatewayUnderTest;
  const browser = () => createBrowser(gateway.url);

  before(async () => {
    gateway = await startGateway();
    gateway.upstreams.cart.answers(() => ({ body: { id: 'c1', lines: [] } }));
  });
  after(() => gateway.close());

  it('are known by it, as visitors of their own', async () => {
    const { cart } = gateway.upstreams;
    const token = await accessToken(gateway);
    const person = browser();

    const answer = await person.get('/cart', { authorization: `Bearer ${token}` });
    const forged = await person.get('/cart', { authorization: `Bearer ${token.slice(0, -4)}AAAA` });
    const basic = await person.get('/cart', { authorization: 'Basic YTpi' });

    const { customerId, visitorId } = cart.last().subject;
    expect(answer.status).to.equal(200);
    expect(visitorId).to.equal(`customer:${customerId}`);
    expect(person.cookie()).to.equal(undefined);
    expect([forged.status, basic.status]).to.deep.equal([401, 401]);
  });

  it('have a profile and a name without having signed in here', async () => {
    const { user } = gateway.upstreams;
    const authorization = `Bearer ${await accessToken(gateway)}`;
    const asked = user.calls.length;

    await browser().get('/me', { authorization });
    await browser().get('/me', { authorization });
    const session = await browser().get('/auth/session', { authorization });

    const { customerId } = user.last().subject;
    const calls = user.calls.slice(asked).map(({ method, path }) => `${method} ${path}`);
    expect(calls).to.deep.equal([`PUT /customers/${customerId}`, 'GET /me', 'GET /me']);
    expect(session.body).to.deep.equal({
      signedIn: true,
      customer: { id: customerId, email: shopper.email, name: shopper.name, groups: [] },
    });
  });
});

async function accessToken({ pool }: GatewayUnderTest): Promise<string> {
  const cognito = new CognitoIdentityProviderClient({ region: pool.region, endpoint: pool.endpoint });
  const { AuthenticationResult } = await cognito.send(
    new InitiateAuthCommand({
      ClientId: pool.clientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: shopper.email, PASSWORD: shopper.password },
    }),
  );
  cognito.destroy();
  return AuthenticationResult?.AccessToken ?? '';
}
