import { randomUUID } from 'node:crypto';
import { Profile } from '@evermart/contracts/http/user';
import { expect } from 'chai';
import { startUser, type UserUnderTest } from './user-fixture.ts';

describe('profiles', () => {
  let user: UserUnderTest;

  before(async () => {
    user = await startUser();
  });

  after(() => user.close());

  it('are made at the first sign-in only, with one user.registered however many sign-ins race', async () => {
    const id = randomUUID();
    const registration = { email: 'ada@evermart.test', name: 'Ada', locale: 'de' };

    const answers = await Promise.all(
      Array.from({ length: 20 }, () => user.gateway('PUT', `/customers/${id}`, registration)),
    );

    expect(answers.filter(({ status }) => status === 201)).to.have.length(1);
    expect(answers.filter(({ status }) => status === 200)).to.have.length(19);
    for (const { body } of answers) expect(Profile.parse(body)).to.deep.include({ id, ...registration });
    expect((await user.events(id)).map(({ type }) => type)).to.deep.equal(['user.registered']);
  });

  it('follow the identity provider’s e-mail address and keep what the customer chose', async () => {
    const { customerId, call } = await user.customer();
    await call('PATCH', '/me', { name: 'Countess Lovelace', locale: 'de', marketingEmails: true });

    const { body } = await user.gateway('PUT', `/customers/${customerId}`, { email: 'new@evermart.test', name: 'Ada' });

    expect(body).to.deep.include({ email: 'new@evermart.test', name: 'Countess Lovelace', locale: 'de' });
    expect(body.marketingEmails).to.equal(true);
  });

  it('change member by member, and tell of it only when something changed', async () => {
    const { customerId, call } = await user.customer();

    const changed = await call('PATCH', '/me', { locale: 'de' });
    await call('PATCH', '/me', { locale: 'de' });
    await call('PATCH', '/me', {});

    expect(changed.body).to.deep.include({ name: 'Ada', locale: 'de', marketingEmails: false });
    expect((await user.events(customerId)).map(({ type }) => type)).to.deep.equal(['user.registered', 'user.updated']);
  });

  it('refuse what they don’t hold', async () => {
    const { call } = await user.customer();

    const { status, body } = await call('PATCH', '/me', { email: 'x@evermart.test', locale: 'fr', name: ' ' });

    expect(status).to.equal(422);
    expect(body.errors.map(({ path }: { path: string }) => path)).to.have.members(['email', 'locale', 'name']);
    expect((await call('PATCH', '/me', { name: 'a\0b' })).status).to.equal(422);
  });

  it('put no personal data into events', async () => {
    const { customerId, call, add } = await user.customer();
    await call('PATCH', '/me', { name: 'Somebody Else' });
    await add();

    const events = await user.events(customerId);

    expect(events).to.have.length(3);
    for (const { data } of events) expect(data).to.deep.equal({ customerId });
  });

  it('are read by services that act for themselves, and by nobody else under another’s id', async () => {
    const { customerId, call } = await user.customer();

    expect((await user.notification('GET', `/customers/${customerId}`)).body).to.deep.include({ id: customerId });
    expect((await user.notification('GET', `/customers/${randomUUID()}`)).status).to.equal(404);
    expect((await call('GET', `/customers/${customerId}`)).status).to.equal(403);
    expect((await user.notification('PUT', `/customers/${customerId}`, {})).status).to.equal(403);
  });

  it('ask a guest to sign in', async () => {
    for (const [method, path] of [
      ['GET', '/me'],
      ['PATCH', '/me'],
      ['GET', '/me/addresses'],
      ['POST', '/me/addresses'],
    ] as const) {
      const { status } = await user.gateway(method, path, method === 'GET' ? undefined : {});

      expect(status, `${method} ${path}`).to.equal(401);
    }
  });
});
