import { setImmediate as nextTurn } from 'node:timers/promises';
import { isServiceError, ServiceError } from '@evermart/kit/problem';
import { connectRedis, type Redis } from '@evermart/kit/redis';
import { expect } from 'chai';
import { eventually } from '../../../../test/support/eventually.ts';
import { quietLogger } from '../../../../test/support/internal-calls.ts';
import type { StoredAnswer } from '../../cache/cached-answer.ts';
import { createResponseCache } from '../../cache/response-cache.ts';
import { createSharedCache } from '../../cache/shared-cache.ts';
import { createRateLimiter } from '../../limits/rate-limiter.ts';
import { createRequestLimiter } from '../../limits/request-limiter.ts';
import { createSharpLimits } from '../../limits/sharp-limits.ts';
import { type RedisServer, startRedisServer } from './redis-server.ts';

const logger = quietLogger('api-gateway');

describe('what gateways share in Redis', () => {
  let server: RedisServer;
  let connections: Redis[];

  before(async () => {
    server = await startRedisServer();
    connections = Array.from({ length: 10 }, () => connectRedis({ url: server.url, logger }));
    await allReady();
  });
  after(async () => {
    for (const connection of connections) await connection.close();
    await server.close();
  });

  const allReady = () => eventually(() => connections.every((connection) => connection.ready()));
  const answer = (text: string): StoredAnswer => ({
    contentType: 'application/json; charset=utf-8',
    body: Buffer.from(JSON.stringify({ text })),
    storedAtMs: Date.now(),
  });
  const gatewayCaches = (ttlMs: number) =>
    connections.map((redis) =>
      createResponseCache({
        ttlMs,
        staleMs: 0,
        staleIfErrorMs: 0,
        maxBytes: 1_000_000,
        shared: createSharedCache({ redis, ttlMs, logger }),
      }),
    );

  describe('the response cache', () => {
    it('is filled once by ten gateways that are asked at once, and holds every byte', async () => {
      let fills = 0;
      const fill = async () => {
        fills += 1;
        await nextTurn();
        return answer('ünicode "quoted"\n€');
      };

      const answers = await Promise.all(gatewayCaches(60_000).map((cache) => cache.load('a', fill)));

      expect(fills).to.equal(1);
      expect(new Set(answers.map(({ answer: { body, etag } }) => `${etag} ${body}`))).to.have.length(1);
      expect(answers[9]?.answer.body.toString()).to.equal(JSON.stringify({ text: 'ünicode "quoted"\n€' }));
    });

    it('does not keep others waiting for a gateway that failed', async () => {
      let fills = 0;
      const fill = async () => {
        fills += 1;
        await nextTurn();
        if (fills === 1) throw new ServiceError('dependency-unavailable', 'down for one');
        return answer('second try');
      };

      const outcomes = await Promise.allSettled(gatewayCaches(60_000).map((cache) => cache.load('b', fill)));

      expect(outcomes.filter(({ status }) => status === 'rejected')).to.have.length(1);
      expect(fills).to.be.below(10);
    });

    it('is not trusted by a gateway that saw a change, until what it holds must be newer', async () => {
      const [first, second] = gatewayCaches(60_000);
      let edition = 'old';
      const fill = async () => answer(edition);
      await first?.load('d', fill);
      await eventually(async () => ![null, ''].includes((await connections[0]?.client.get('response:d')) ?? null));
      edition = 'new';

      const trusting = await second?.load('d', fill);
      second?.clear();
      const knowing = await second?.load('d', fill);

      expect(trusting?.answer.body.toString()).to.contain('old');
      expect(knowing?.answer.body.toString()).to.contain('new');
    });

    it('is not asked while Redis is away: the service is, and again once it is back', async () => {
      const [first, second] = gatewayCaches(60_000);
      let fills = 0;
      const fill = async () => {
        fills += 1;
        return answer(`fill ${fills}`);
      };
      await server.kill();
      await eventually(() => connections.every((connection) => !connection.ready()));

      await first?.load('c', fill);
      await second?.load('c', fill);
      expect(fills).to.equal(2);

      server.start();
      await allReady();
      const [third, fourth] = gatewayCaches(60_000);
      await third?.load('c', fill);
      await eventually(async () => (await connections[0]?.client.get('response:c')) !== '');
      await fourth?.load('c', fill);
      expect(fills).to.equal(3);
    });
  });

  describe('rate limits', () => {
    it('hold for all gateways together, after at most a moment', async () => {
      const options = { points: 20, durationSeconds: 60 };
      const limiters = connections.slice(0, 4).map((redis) =>
        createRequestLimiter({
          ...options,
          total: createRateLimiter({ name: 'shared-requests', ...options, redis }),
          logger,
          shareMs: 10,
        }),
      );

      await eventually(() => limiters.every((limiter) => limiter.take('203.0.113.9') > 0));

      expect(limiters[0]?.take('203.0.113.10')).to.equal(0);
      for (const limiter of limiters) await limiter.stop();
    });

    it('for accounts are exact, and go on in memory while Redis is away', async () => {
      const limitsOf = (redis: Redis) =>
        createSharpLimits({ checkoutsPerMinute: 9, accountPerMinute: 9, accountAddressPerHour: 5, redis });
      const [one, two] = connections.map(limitsOf);
      const attempts = Array.from({ length: 12 }, (_none, index) => (index % 2 === 0 ? one : two));

      const outcomes = await Promise.allSettled(attempts.map((limits) => limits?.takeForAddress('ada@evermart.test')));

      expect(outcomes.filter(({ status }) => status === 'fulfilled')).to.have.length(5);
      const refused = outcomes.find((outcome) => outcome.status === 'rejected');
      expect(isServiceError(refused?.reason, 'rate-limited')).to.equal(true);

      await server.kill();
      await eventually(() => connections.every((connection) => !connection.ready()));
      const alone = await Promise.allSettled(
        Array.from({ length: 12 }, () => one?.takeForAddress('bob@evermart.test')),
      );
      expect(alone.filter(({ status }) => status === 'fulfilled')).to.have.length(5);
      server.start();
      await allReady();
    });
  });
});
