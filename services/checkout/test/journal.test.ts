import { randomUUID } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { systemClock } from '@evermart/kit/clock';
import { createDynamo } from '@evermart/kit/dynamo';
import { expect } from 'chai';
import { freshTable } from '../../../test/support/dynamo.ts';
import { createJournal, type NewEntry } from '../checkouts/journal.ts';
import type { JournalEntry } from '../checkouts/journal-entry.ts';
import { bodyOf } from './checkout-under-test.ts';

async function freshJournal() {
  const { tableName, endpoint, region } = await freshTable('checkouts');
  return createJournal({ dynamo: createDynamo({ endpoint, region }), tableName, leaseMs: 10_000, clock: systemClock });
}

function newEntry(bodyHash = 'hash'): NewEntry {
  return {
    checkoutId: `chk_${randomUUID()}`,
    visitorId: 'v1',
    locale: 'en',
    bodyHash,
    request: bodyOf() as NewEntry['request'],
    cart: { cartId: 'visitor:v1', version: 1, lines: [{ sku: 'A', quantity: 1 }] },
    createdAt: new Date().toISOString(),
    outbox: [],
  };
}

function newEntryLike(entry: JournalEntry | undefined): NewEntry {
  return { ...newEntry(), checkoutId: entry?.checkoutId ?? '' };
}

describe('the journal', () => {
  it('takes a first entry once, however many come at the same time, and keeps it', async () => {
    const journal = await freshJournal();
    const entry = newEntry();

    const created = await Promise.all(
      Array.from({ length: 20 }, (_, index) => journal.create({ ...entry, bodyHash: `hash-${index}` })),
    );

    const winners = created.filter((one) => one !== undefined);
    expect(winners).to.have.length(1);
    expect((await journal.get(entry.checkoutId))?.bodyHash).to.equal(winners[0]?.bodyHash);
  });

  it('recognises its own writes when their answers get lost', async () => {
    const { tableName, endpoint, region } = await freshTable('checkouts');
    const dynamo = createDynamo({ endpoint, region });
    const options = { tableName, leaseMs: 10_000, clock: systemClock };
    const journal = createJournal({ dynamo, ...options });
    // What the SDK does when the first answer does not arrive: the same request again.
    const send = dynamo.send.bind(dynamo);
    const stutter = createJournal({
      dynamo: Object.assign(Object.create(dynamo) as typeof dynamo, {
        send: async (command: Parameters<typeof send>[0]) => {
          if (!(command instanceof GetCommand)) await send(command);
          return send(command);
        },
      }),
      ...options,
    });

    const entry = await stutter.create(newEntry());
    expect(entry?.fence).to.equal(1);
    expect(await journal.create(newEntryLike(entry))).to.equal(undefined);
    await journal.postpone(entry as JournalEntry, -1);
    const taken = await stutter.takeOver(entry?.checkoutId ?? '');
    expect(taken?.fence).to.equal(2);
    expect(await journal.takeOver(entry?.checkoutId ?? '')).to.equal(undefined);
  });

  it('lists what is open and due, and no longer what is closed', async () => {
    const journal = await freshJournal();
    const entries = await Promise.all(Array.from({ length: 8 }, () => journal.create(newEntry())));
    const open = entries.filter((entry) => entry !== undefined);
    await Promise.all(open.map((entry) => journal.postpone(entry, -1)));
    const shards = [...new Set(open.map(({ openShard }) => openShard ?? ''))];
    const listed = async () => (await Promise.all(shards.map((shard) => journal.listDue(shard, 100)))).flat();

    const before = await listed();
    await Promise.all(open.slice(0, 3).map((entry) => journal.close(entry)));

    expect(before).to.have.members(open.map(({ checkoutId }) => checkoutId));
    expect(await listed()).to.have.members(open.slice(3).map(({ checkoutId }) => checkoutId));
  });

  it('lets one of many workers take over what was left', async () => {
    const journal = await freshJournal();
    const entry = await journal.create(newEntry());
    if (entry === undefined) expect.fail('not created');
    await journal.postpone(entry, 0);

    const taken = await Promise.all(Array.from({ length: 10 }, () => journal.takeOver(entry.checkoutId)));

    expect(taken.filter((one) => one !== undefined)).to.have.length(1);
  });

  it('purges what is finished and past its time, and nothing that is open or newer', async () => {
    const journal = await freshJournal();
    const make = async (createdAt: string, finished: boolean) => {
      const entry = await journal.create({ ...newEntry(), createdAt });
      if (entry === undefined) expect.fail('not created');
      if (finished) await journal.close(entry);
      return entry.checkoutId;
    };
    const old = await make('2024-01-01T00:00:00.000Z', true);
    const kept = [await make('2024-01-01T00:00:00.000Z', false), await make('2026-01-01T00:00:00.000Z', true)];

    const purged = await journal.purge('2025-01-01T00:00:00.000Z');

    expect(purged).to.equal(1);
    expect(await journal.get(old)).to.equal(undefined);
    for (const checkoutId of kept) expect(await journal.get(checkoutId)).to.include({ checkoutId });
  });
});
