import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { connectRedis, type Redis } from '@evermart/kit/redis';
import { expect } from 'chai';
import { eventually } from '../../../test/support/eventually.ts';
import { quietLogger } from '../../../test/support/internal-calls.ts';

/** Says yes to every command of its protocol until it is frozen: then it takes connections and commands in silence. */
async function startStubRedis() {
  const sockets = new Set<Socket>();
  let frozen = false;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    socket.setEncoding('utf8').on('data', (text: string) => {
      const commands = text.match(/^\*\d+\r\n/gm) ?? [];
      if (!frozen) socket.write('+OK\r\n'.repeat(commands.length));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    freeze: (value: boolean) => {
      frozen = value;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('redis', () => {
  let server: Awaited<ReturnType<typeof startStubRedis>>;
  let redis: Redis;

  beforeEach(async () => {
    server = await startStubRedis();
    redis = connectRedis({ url: server.url, logger: quietLogger('api-gateway') });
    await eventually(() => redis.ready());
  });
  afterEach(async () => {
    await redis.close();
    await server.close();
  });

  const failureOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => undefined,
      (error: unknown) => error,
    );

  it('fails what waits for a server that has fallen silent, within seconds, and what comes next at once', async () => {
    server.freeze(true);
    const startedMs = performance.now();

    const waiting = await failureOf(redis.client.get('key'));
    const waitedMs = performance.now() - startedMs;
    const next = await failureOf(redis.client.get('key'));

    expect(waiting).to.be.instanceOf(Error);
    expect(waitedMs).to.be.below(2_000);
    expect(next).to.be.instanceOf(Error);
    expect(performance.now() - startedMs - waitedMs).to.be.below(100);
    expect(redis.ready()).to.equal(false);
  });

  it('is ready again when the server speaks again', async () => {
    server.freeze(true);
    await failureOf(redis.client.get('key'));

    server.freeze(false);

    await eventually(() => redis.ready());
    expect(await redis.client.get('key')).to.equal('OK');
  });

  it('stays connected to a server that nobody asks anything', async () => {
    let lost = 0;
    redis.client.on('error', () => {
      lost += 1;
    });

    await new Promise((resolve) => setTimeout(resolve, 3_500));

    expect([redis.ready(), lost]).to.deep.equal([true, 0]);
  });
});
