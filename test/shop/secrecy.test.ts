import { serviceNames, tables } from '@evermart/contracts/topology';
import { expect } from 'chai';
import { liveThrough } from '../support/secrecy/customer-life.ts';
import { findSecrets, type Place, type Secret } from '../support/secrecy/find-secrets.ts';
import { plantEverywhere } from '../support/secrecy/plant-secrets.ts';
import { addressPlaces, emailPlaces, secretsOf } from '../support/secrecy/secrets-of-the-shop.ts';
import { type TopicTap, tapTopics } from '../support/secrecy/topic-tap.ts';
import { walkShop } from '../support/secrecy/walk-shop.ts';
import { type Shop, startShop } from '../support/shop.ts';

const talkative = Object.fromEntries(serviceNames.map((name) => [name, { LOG_LEVEL: 'debug' }]));

describe('lesson 12: secrets stand nowhere, addresses only where they belong', function () {
  this.timeout(300_000);
  let shop: Shop;
  let tap: TopicTap;
  let secrets: Secret[];
  let places: Place[];

  before(async () => {
    shop = await startShop({ environment: talkative });
    tap = await tapTopics(shop);
    secrets = secretsOf(shop, await liveThrough(shop));
    places = await walkShop(shop, tap);
  });
  after(async () => {
    tap?.close();
    await shop?.stop();
  });

  it('after purchases of every manner, an account of its own, mishaps and outages, with every log at debug', () => {
    expect(findSecrets(places, secrets)).to.deep.equal([]);
  });

  it('the walk has been everywhere', () => {
    const names = new Set(places.map(({ name }) => name));
    const expected = [
      ...serviceNames.map((name) => `log ${name}`),
      ...Object.keys(tables).map((name) => `dynamodb ${name}`),
      ...['catalog', 'checkout', 'order', 'payment', 'user', 'api-gateway'].map((name) => `topic ${name}-events`),
      ...['catalog.stock.sku', 'orders.refunds.reason', 'payments.payments.status'].map((name) => `postgres ${name}`),
      'kinesis clickstream',
    ];
    expect(expected.filter((name) => !names.has(name))).to.deep.equal([]);
  });

  it('every place that may hold an address is one that does', () => {
    for (const [kind, allowed] of Object.entries({ 'e-mail address': emailPlaces, 'postal address': addressPlaces })) {
      const { pattern } = secrets.find((secret) => secret.kind === kind) ?? {};
      const holding = new Set(places.filter(({ text }) => pattern?.test(text)).map(({ name }) => name));
      expect([...holding].sort(), kind).to.deep.equal(Object.keys(allowed).sort());
    }
  });

  it('the walk is not blind: what is planted in a log, a table, an event, a stream or a cache is found', async () => {
    const planted = await plantEverywhere(shop);

    const found = findSecrets(await walkShop(shop, tap), secrets);

    const seen = new Set(found.map(({ kind, place }) => `${kind}: ${place}`));
    expect([...seen].sort()).to.deep.equal(planted.sort());
  });
});
