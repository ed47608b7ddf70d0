import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { eventually } from '../../../test/support/eventually.ts';
import { createBrowser } from './support/browser.ts';
import { type GatewayUnderTest, startGateway } from './support/gateway-under-test.ts';
import { people } from './support/identity-pool.ts';
import { problem } from './support/stub-service.ts';

const { shopper, admin } = people;
const passwordOf = ({ email, password }: { email: string; password: string }) => ({ email, password });
const newAccount = () => ({
  email: `new-${randomUUID()}@evermart.test`,
  password: 'a long enough password',
  name: 'New Person',
});

describe('accounts', () => {
  let gateway: GatewayUnderTest;
  const browser = () => createBrowser(gateway.url);

  before(async () => {
    gateway = await startGateway();
    gateway.upstreams.cart.answers(() => ({ body: { id: 'c1', lines: [] } }));
  });
  after(() => gateway.close());

  it('are opened, confirmed by the code from the e-mail, and signed in to', async () => {
    const account = newAccount();
    const person = browser();

    const signedUp = await person.post('/auth/sign-up', { ...account, email: account.email.toUpperCase() });
    const wrongCode = await person.post('/auth/confirmation', { email: account.email, code: '000' + '0' });
    const code = gateway.pool.codeFor(account.email);
    const confirmed = await person.post('/auth/confirmation', { email: account.email, code });
    const signedIn = await person.post('/auth/sign-in', passwordOf(account));

    expect([signedUp.status, signedUp.body]).to.deep.equal([202, { confirmationRequired: true }]);
    expect([wrongCode.status, wrongCode.body.errors[0].path]).to.deep.equal([422, 'code']);
    expect(confirmed.status).to.equal(204);
    expect(signedIn.status).to.equal(200);
    expect(signedIn.body.customer).to.include({ email: account.email, name: 'New Person' });
    expect((await person.get('/auth/session')).body).to.deep.equal(signedIn.body);
  });

  it('need a password of twelve characters', async () => {
    const answer = await browser().post('/auth/sign-up', { ...newAccount(), password: 'Short-1234' });

    expect(answer.status).to.equal(422);
    expect(answer.body.errors[0].path).to.equal('password');
  });

  it('are not told apart from none at sign-up, sign-in and password reset, not by time either', async () => {
    const slow = await startGateway({ answerFloorMs: 150 });
    const stranger = createBrowser(slow.url);
    const timed = async (path: string, body: unknown) => {
      const startedMs = performance.now();
      const { status, body: answer } = await stranger.post(path, body);
      delete answer.requestId;
      return { status, answer, ms: performance.now() - startedMs };
    };
    const nobody = 'nobody@evermart.test';

    const pairs = [
      [
        await timed('/auth/sign-up', { ...newAccount(), email: shopper.email }),
        await timed('/auth/sign-up', newAccount()),
      ],
      [
        await timed('/auth/sign-in', { email: shopper.email, password: 'not the password' }),
        await timed('/auth/sign-in', { email: nobody, password: 'not the password' }),
      ],
      [
        await timed('/auth/password-reset', { email: shopper.email }),
        await timed('/auth/password-reset', { email: nobody }),
      ],
    ] as const;

    for (const [known, unknown] of pairs) {
      expect([known.status, known.answer]).to.deep.equal([unknown.status, unknown.answer]);
      expect(Math.min(known.ms, unknown.ms)).to.be.at.least(149);
    }
    expect(pairs[1][0].status).to.equal(401);
    await slow.close();
  });

  it('that are not confirmed yet are told so, with a new code, to who has the password', async () => {
    const account = newAccount();
    await browser().post('/auth/sign-up', account);
    const first = gateway.pool.codeFor(account.email);

    const wrong = await browser().post('/auth/sign-in', { email: account.email, password: 'not the password' });
    const right = await browser().post('/auth/sign-in', passwordOf(account));

    expect(wrong.body.type).to.equal('/problems/invalid-credentials');
    expect([right.status, right.body.type]).to.deep.equal([409, '/problems/invalid-state']);
    expect(gateway.pool.codeFor(account.email)).to.not.equal(first);
  });

  it('are told which part of a password reset is missing or wrong', async () => {
    const { email } = shopper;
    for (const [body, path] of [
      [{ email, code: '123456', newPassword: 'short' }, 'newPassword'],
      [{ email, code: 'x', newPassword: 'an even longer password' }, 'code'],
      [{ email, code: '123456' }, 'newPassword'],
      [{ email, newPassword: 'an even longer password' }, 'code'],
      [{ email: 'nobody' }, 'email'],
    ] as const) {
      const answer = await browser().post('/auth/password-reset', body);
      expect([answer.status, answer.body.errors?.map((error: { path: string }) => error.path)]).to.deep.equal([
        422,
        [path],
      ]);
    }
  });

  it('get a new password by a code, which ends every session that there was', async () => {
    const account = newAccount();
    await browser().post('/auth/sign-up', account);
    await browser().post('/auth/confirmation', { email: account.email, code: gateway.pool.codeFor(account.email) });
    const thief = browser();
    await thief.post('/auth/sign-in', passwordOf(account));
    expect((await thief.get('/auth/session')).body.signedIn).to.equal(true);

    const asked = await browser().post('/auth/password-reset', { email: account.email });
    const set = await browser().post('/auth/password-reset', {
      email: account.email,
      code: gateway.pool.codeFor(account.email),
      newPassword: 'an even longer password',
    });

    expect([asked.status, set.status]).to.deep.equal([202, 204]);
    expect((await thief.get('/auth/session')).body).to.deep.equal({ signedIn: false });
    expect((await browser().post('/auth/sign-in', passwordOf(account))).status).to.equal(401);
    expect(
      (await browser().post('/auth/sign-in', { email: account.email, password: 'an even longer password' })).status,
    ).to.equal(200);
  });

  describe('lesson 13: the guest and the customer', () => {
    it('are the same visitor, and the cart and the profile come along', async () => {
      const { cart, user } = gateway.upstreams;
      const person = browser();
      await person.get('/cart');
      const visitorId = cart.last().subject.visitorId;

      const signedIn = await person.post('/auth/sign-in', passwordOf(shopper));

      const merge = cart.calls.findLast(({ path }) => path === '/carts/merge');
      expect(JSON.parse(merge?.body.toString() ?? '')).to.deep.equal({ visitorId });
      expect(merge?.subject).to.deep.include({ visitorId, customerId: signedIn.body.customer.id });
      expect(user.last().path).to.equal(`/customers/${signedIn.body.customer.id}`);
      expect(JSON.parse(user.last().body.toString())).to.deep.equal({ email: shopper.email, name: shopper.name });
      await person.get('/cart');
      expect(cart.last().subject).to.deep.include({ visitorId, customerId: signedIn.body.customer.id });
    });

    it('sign in while carts are away, and the cart comes along before it is shown next', async () => {
      const { cart } = gateway.upstreams;
      const person = browser();
      await person.get('/cart');
      cart.answers(() => problem('dependency-unavailable', 503));
      const signedIn = await person.post('/auth/sign-in', passwordOf(shopper));
      cart.answers(() => ({ body: { id: 'c1', lines: [] } }));
      const before = cart.calls.length;

      await person.get('/cart');
      await person.get('/cart');

      expect(signedIn.status).to.equal(200);
      expect(cart.calls.slice(before).map(({ path }) => path)).to.deep.equal([
        '/carts/merge',
        '/carts/current',
        '/carts/current',
      ]);
    });

    it('leave nothing for the next person after the sign-out', async () => {
      const { cart } = gateway.upstreams;
      const person = browser();
      await person.post('/auth/sign-in', passwordOf(shopper));
      await person.get('/cart');
      const { visitorId } = cart.last().subject;
      const oldCookie = person.cookie() ?? '';

      const signedOut = await person.post('/auth/sign-out', {});

      expect(signedOut.status).to.equal(204);
      await person.get('/cart');
      expect(cart.last().subject.visitorId).to.not.equal(visitorId);
      expect(cart.last().subject.customerId).to.equal(undefined);
      const replay = browser();
      replay.jar.set('evermart_session', oldCookie);
      expect((await replay.get('/auth/session')).body).to.deep.equal({ signedIn: false });
      expect((await replay.get('/me')).status).to.equal(401);
    });
  });

  describe('lesson 11: what is not yours', () => {
    it('needs somebody signed in for a list of orders and a profile', async () => {
      const guest = browser();
      await guest.get('/cart');

      for (const path of ['/orders', '/me', '/me/addresses']) {
        const answer = await guest.get(path);
        expect([answer.status, answer.body.type]).to.deep.equal([401, '/problems/sign-in-required']);
      }
      expect(gateway.upstreams.order.calls).to.have.length(0);
    });

    it('needs the group admin for administration', async () => {
      const { catalog } = gateway.upstreams;
      catalog.answers(() => ({ body: { sku: 'A-1', onHand: 3, reserved: 0, available: 3 } }));
      const [guest, customer, merchant] = [browser(), browser(), browser()];
      await customer.post('/auth/sign-in', passwordOf(shopper));
      await merchant.post('/auth/sign-in', passwordOf(admin));

      const statuses = [];
      for (const person of [guest, customer, merchant]) {
        statuses.push((await person.call('PUT', '/admin/stock/A-1', { onHand: 3 })).status);
      }

      expect(statuses).to.deep.equal([401, 403, 200]);
      expect(catalog.last().subject.groups).to.deep.equal(['admin']);
    });
  });

  it('keep their sessions with the token encrypted and the cookie token hashed', async () => {
    const person = browser();
    await person.post('/auth/sign-in', passwordOf(shopper));
    const token = person.cookie()?.split('.')[1] ?? '';

    const session = await gateway.sessions.find(token);

    expect(session?.sessionId).to.not.equal(token);
    expect(session?.refreshToken)
      .to.match(/^test\./)
      .and.not.contain('eyJ');
    expect(await gateway.repository.find(token)).to.equal(undefined);
  });

  it('stay signed in while the identity provider is away, and nobody new signs in', async () => {
    const person = browser();
    await person.post('/auth/sign-in', passwordOf(shopper));
    const away = await startGateway({ identityEndpoint: 'http://127.0.0.1:1' });

    const answer = await createBrowser(away.url).post('/auth/sign-in', passwordOf(shopper));

    expect(answer.status).to.equal(503);
    expect((await person.get('/auth/session')).body.signedIn).to.equal(true);
    expect((await createBrowser(away.url).get('/cart')).status).to.equal(200);
    await away.close();
  });

  it('end when the identity provider no longer knows them', async () => {
    const strict = await startGateway({ recheckMs: 1 });
    const account = newAccount();
    const person = createBrowser(strict.url);
    await person.post('/auth/sign-up', account);
    await person.post('/auth/confirmation', { email: account.email, code: strict.pool.codeFor(account.email) });
    await person.post('/auth/sign-in', passwordOf(account));
    const token = person.cookie()?.split('.')[1] ?? '';
    const session = await strict.sessions.find(token);
    expect((await person.get('/auth/session')).body.signedIn).to.equal(true);

    await strict.sessions.end(token);
    await strict.repository.add({ ...session!, refreshToken: session!.refreshToken });

    await eventually(async () => (await person.get('/auth/session')).body.signedIn === false);
    expect(await strict.repository.find(session!.sessionId)).to.equal(undefined);
    await strict.close();
  });
});
