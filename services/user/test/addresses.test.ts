import { randomUUID } from 'node:crypto';
import { SavedAddress } from '@evermart/contracts/http/user';
import { expect } from 'chai';
import fc from 'fast-check';
import { someAddress, startUser, type UserUnderTest } from './user-fixture.ts';

describe('addresses', () => {
  let user: UserUnderTest;

  before(async () => {
    user = await startUser();
  });

  after(() => user.close());

  const defaultsIn = (addresses: SavedAddress[]) => addresses.filter(({ isDefault }) => isDefault).length;

  it('are kept as they were given, the first one as the default', async () => {
    const { add, addresses } = await user.customer();

    const { status, body } = await add({ line2: 'Flat 2', region: 'Greater London' });

    expect(status).to.equal(201);
    expect(SavedAddress.parse(body)).to.deep.equal(body);
    expect(body).to.deep.include({ ...someAddress, line2: 'Flat 2', region: 'Greater London', isDefault: true });
    expect(await addresses()).to.deep.equal([body]);
  });

  it('change as a whole and keep their place and their being the default', async () => {
    const { add, addresses, call } = await user.customer();
    const [first, second] = [(await add({ line2: 'Flat 2' })).body, (await add()).body];

    const { status } = await call('PUT', `/me/addresses/${first.id}`, { ...someAddress, city: 'Paris', country: 'FR' });
    await call('PUT', `/me/addresses/${first.id}`, { ...someAddress, city: 'Paris', isDefault: false });

    expect(status).to.equal(200);
    const [changed, other] = await addresses();
    expect(changed).to.deep.equal({ ...someAddress, id: first.id, city: 'Paris', isDefault: true });
    expect(other).to.deep.equal(second);
  });

  it('list the default first, which passes on when another is chosen and when it goes', async () => {
    const { add, addresses, call } = await user.customer();
    const [first, second, third] = [(await add()).body, (await add()).body, (await add()).body];

    await call('PUT', `/me/addresses/${second.id}`, { ...someAddress, isDefault: true });
    expect((await addresses()).map(({ id }: SavedAddress) => id)).to.deep.equal([second.id, first.id, third.id]);
    expect((await addresses()).map(({ isDefault }: SavedAddress) => isDefault)).to.deep.equal([true, false, false]);

    await call('DELETE', `/me/addresses/${second.id}`);
    expect(await addresses()).to.deep.equal(
      [third, first].map((address) => ({
        ...address,
        isDefault: address.id === third.id,
      })),
    );
  });

  it('are answered with the path they are found at', async () => {
    const { call } = await user.customer();

    const { body, headers } = await call('POST', '/me/addresses', someAddress);

    expect(headers.get('location')).to.equal(`/me/addresses/${body.id}`);
  });

  it('have room for fifty, also for those who add at once', async () => {
    const { add, addresses } = await user.customer();

    const answers = await Promise.all(Array.from({ length: 55 }, (_, index) => add({ isDefault: index % 7 === 0 })));

    expect(answers.filter(({ status }) => status === 201)).to.have.length(50);
    expect(answers.filter(({ status }) => status === 409)).to.have.length(5);
    expect(defaultsIn(await addresses())).to.equal(1);
  });

  it('have exactly one default among any, after every sequence of changes', async () => {
    const step = fc.record({
      action: fc.constantFrom('add', 'add', 'replace', 'remove'),
      at: fc.nat(5),
      isDefault: fc.option(fc.boolean(), { nil: undefined }),
    });

    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
        const { add, addresses, call } = await user.customer();
        for (const { action, at, isDefault } of steps) {
          const present = await addresses();
          const target = `/me/addresses/${present[at % Math.max(1, present.length)]?.id ?? randomUUID()}`;
          if (action === 'add') await add({ isDefault });
          else if (action === 'replace') await call('PUT', target, { ...someAddress, isDefault });
          else await call('DELETE', target);

          const after = await addresses();
          expect(defaultsIn(after)).to.equal(after.length === 0 ? 0 : 1);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('name every wrong member', async () => {
    const { add } = await user.customer();

    const { status, body } = await add({ country: 'Germany', city: '', planet: 'Earth' });

    expect(status).to.equal(422);
    expect(body.errors.map(({ path }: { path: string }) => path)).to.have.members(['country', 'city', 'planet']);
  });

  describe('lesson 11: a customer never reaches another’s address', () => {
    it('answers 404 for it, as for one that does not exist, and leaves it as it is', async () => {
      const [mine, other] = [await user.customer(), await user.customer()];
      const { body: address } = await mine.add();
      await other.add();

      const answers = await Promise.all([
        other.call('PUT', `/me/addresses/${address.id}`, { ...someAddress, city: 'Rome' }),
        other.call('DELETE', `/me/addresses/${address.id}`),
        other.call('PUT', `/me/addresses/${randomUUID()}`, someAddress),
        other.call('PUT', `/me/addresses/${address.id}`, { ...someAddress, isDefault: true }),
        other.call('DELETE', '/me/addresses/not-an-id'),
      ]);

      expect(answers.map(({ status }) => status)).to.deep.equal([404, 404, 404, 404, 404]);
      expect(answers[0].body.detail).to.equal(answers[2].body.detail);
      expect(await mine.addresses()).to.deep.equal([address]);
    });
  });
});
