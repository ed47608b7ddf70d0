import { randomUUID } from 'node:crypto';
import { createDynamo } from '@evermart/kit/dynamo';
import { ServiceError } from '@evermart/kit/problem';
import { expect } from 'chai';
import { freshTable } from '../../../test/support/dynamo.ts';
import type { Session } from '../sessions/session.ts';
import { createSessionRepository, type SessionRepository } from '../sessions/session-repository.ts';

function sessionOf(email: string): Session {
  return {
    sessionId: randomUUID(),
    customerId: 'c1',
    username: 'u1',
    email,
    name: 'Ada',
    groups: [],
    refreshToken: 'sealed',
    checkedAtSeconds: 1,
    errands: [],
    expiresAtSeconds: 4_000_000_000,
  };
}

describe('the sessions of an account', () => {
  let repository: SessionRepository;
  /** How many deletions of a batch the table does; the rest it hands back. */
  let capacity: number;
  let batches: number;
  let dynamo: ReturnType<typeof createDynamo>;

  beforeEach(async () => {
    capacity = Number.POSITIVE_INFINITY;
    batches = 0;
    const table = await freshTable('sessions');
    dynamo = createDynamo(table);
    dynamo.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (commandName !== 'BatchWriteItemCommand' || !('RequestItems' in args.input)) return next(args);
          batches += 1;
          const requests = args.input.RequestItems?.[table.tableName];
          if (!Array.isArray(requests)) return next(args);
          const [done, left] = [requests.slice(0, capacity), requests.slice(capacity)];
          const UnprocessedItems = left.length === 0 ? {} : { [table.tableName]: left };
          if (done.length === 0) return { response: undefined, output: { $metadata: {}, UnprocessedItems } };
          const input = { ...args.input, RequestItems: { [table.tableName]: done } };
          const result = await next({ ...args, input });
          return { ...result, output: { ...result.output, UnprocessedItems } };
        },
      { step: 'initialize' },
    );
    repository = createSessionRepository(dynamo, table.tableName);
  });
  afterEach(() => dynamo.destroy());

  async function signIn(email: string, times: number): Promise<Session[]> {
    const sessions = Array.from({ length: times }, () => sessionOf(email));
    for (const session of sessions) await repository.add(session);
    return sessions;
  }

  async function stillThere(sessions: readonly Session[]): Promise<number> {
    const found = await Promise.all(sessions.map(({ sessionId }) => repository.find(sessionId)));
    return found.filter((session) => session !== undefined).length;
  }

  it('all end at once, however many there are, and those of others go on', async () => {
    const own = await signIn('ada@evermart.test', 30);
    const others = await signIn('grace@evermart.test', 1);

    await repository.endAllOf('ada@evermart.test');

    expect([await stillThere(own), await stillThere(others)]).to.deep.equal([0, 1]);
  });

  it('end however the address is written', async () => {
    const sessions = await signIn('Ada@Evermart.test', 1);

    await repository.endAllOf('ada@evermart.test');

    expect(await stillThere(sessions)).to.equal(0);
  });

  it('end even where the table does a part of a batch at a time', async () => {
    const sessions = await signIn('ada@evermart.test', 5);
    capacity = 2;

    await repository.endAllOf('ada@evermart.test');

    expect([await stillThere(sessions), batches]).to.deep.equal([0, 3]);
  });

  it('stay listed where the table gave up, so that the next attempt ends them', async () => {
    const sessions = await signIn('ada@evermart.test', 3);
    capacity = 0;

    const failure = await repository.endAllOf('ada@evermart.test').catch((error: unknown) => error);
    capacity = 25;
    await repository.endAllOf('ada@evermart.test');

    expect(failure).to.be.instanceOf(ServiceError).and.to.include({ code: 'dependency-unavailable' });
    expect(await stillThere(sessions)).to.equal(0);
  });

  it('that begin while the others end stay listed', async () => {
    await signIn('ada@evermart.test', 1);
    const late = sessionOf('ada@evermart.test');
    dynamo.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          const result = await next(args);
          if (commandName === 'BatchWriteItemCommand' && batches === 1) await repository.add(late);
          return result;
        },
      { step: 'initialize' },
    );

    await repository.endAllOf('ada@evermart.test');
    await repository.endAllOf('ada@evermart.test');

    expect(await stillThere([late])).to.equal(0);
  });
});
