import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** The network on the way to a server: it passes bytes on, swallows them (`hang`), or refuses connections (`cut`). */
export async function startBreakableProxy(targetUrl: string) {
  const target = new URL(targetUrl);
  let condition: 'whole' | 'hanging' | 'cut' = 'whole';
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    keep(client);
    if (condition === 'cut') client.destroy();
    if (condition !== 'whole') return;
    const upstream = keep(connect(Number(target.port), target.hostname));
    client.on('data', (chunk) => {
      if (condition === 'whole') upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (condition === 'whole') client.write(chunk);
    });
    client.once('close', () => upstream.destroy());
    upstream.once('close', () => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hang() {
      condition = 'hanging';
    },
    cut() {
      condition = 'cut';
      for (const socket of sockets) socket.destroy();
    },
    heal() {
      condition = 'whole';
      // What was swallowed is gone for good: these connections can't go on.
      for (const socket of sockets) socket.destroy();
    },
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };

  function keep(socket: Socket): Socket {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    return socket;
  }
}
