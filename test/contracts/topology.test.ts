import { eventTypes } from '@evermart/contracts/events/event-types';
import { serviceUrlSetting, settingsOf } from '@evermart/contracts/settings';
import { callersOf, publishers, queues, serviceNames, services, tables, topicOf } from '@evermart/contracts/topology';
import { expect } from 'chai';

const topics = publishers.map(topicOf);
/** Which publisher a type belongs to, by the part before its dot. */
const publisherOf: Readonly<Record<string, string>> = {
  product: 'catalog',
  stock: 'catalog',
  checkout: 'checkout',
  order: 'order',
  payment: 'payment',
  user: 'user',
  shopper: 'api-gateway',
};

describe('the topology', () => {
  it('gives each service a port of its own', () => {
    const ports = serviceNames.map((name) => services[name].port);

    expect(new Set(ports).size).to.equal(ports.length);
  });

  it('subscribes queues to topics that exist, for types that their publisher sends', () => {
    for (const { name, subscriptions } of queues) {
      for (const { topic, types } of subscriptions) {
        expect(topics, name).to.include(topic);
        for (const type of types) expect(`${publisherOf[type.split('.')[0] ?? '']}-events`, type).to.equal(topic);
      }
    }
  });

  it('knows a publisher for every event type', () => {
    for (const type of eventTypes)
      expect(publishers as readonly string[]).to.include(publisherOf[type.split('.')[0] ?? '']);
  });

  it('gives each table to one owner, who lists it', () => {
    for (const { name, owner } of Object.values(tables)) {
      const users = serviceNames.filter((service) => services[service].tables.includes(name));
      expect(users).to.deep.equal([owner]);
    }
  });

  it('keeps TTL away from strongly consistent tables, which have none', () => {
    const strong = Object.values(tables).filter(({ consistency }) => consistency === 'multi-region-strong');

    expect(strong.map(({ name }) => name)).to.deep.equal(['checkouts']);
    expect(strong.filter(({ ttlAttribute }) => ttlAttribute !== undefined)).to.deep.equal([]);
  });

  it('lets only the gateway be reached by the public, and everybody else by somebody', () => {
    const open = serviceNames.filter((name) => services[name].exposure === 'public');

    expect(open).to.deep.equal(['api-gateway']);
    for (const name of serviceNames.filter((other) => !open.includes(other)))
      expect(callersOf(name), name).to.not.have.length(0);
  });

  it('turns each call into a setting, and marks every credential as a secret', () => {
    for (const name of serviceNames) {
      const settings = settingsOf(name);
      expect(settings.map((setting) => setting.name)).to.include.members(services[name].calls.map(serviceUrlSetting));
      const credentials = settings.filter((setting) => /KEY|SECRET|DATABASE_URL|REDIS_URL|SMTP_URL/.test(setting.name));
      expect(
        credentials.every(({ secret }) => secret),
        name,
      ).to.equal(true);
    }
  });

  it('moves a poison message away before it is received more than five times, from every queue', () => {
    for (const { name, maxReceiveCount } of queues) expect(maxReceiveCount, name).to.be.within(3, 5);
  });
});
