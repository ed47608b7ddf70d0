import { AsyncLocalStorage } from 'node:async_hooks';
import type { Socket } from 'node:net';
import type { buildApp } from 'fauxqs';
import { SqsQueue } from '../../../node_modules/fauxqs/dist/sqs/sqsStore.js';

/**
 * Keeps a long poll whose client has gone from taking messages: in the library it goes on waiting, and what it takes
 * comes again only after the visibility timeout, up to a minute after the consumer was restarted.
 */
export function deliverToPresent(app: ReturnType<typeof buildApp>): void {
  const clients = new AsyncLocalStorage<Socket>();
  app.addHook('onRequest', (request, _reply, done) => clients.run(request.raw.socket, done));

  const { dequeue } = SqsQueue.prototype;
  SqsQueue.prototype.dequeue = function dequeueForPresent(...args) {
    return clients.getStore()?.destroyed ? [] : dequeue.apply(this, args);
  };
}
