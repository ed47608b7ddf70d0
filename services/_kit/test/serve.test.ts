import { createHealth } from '@evermart/kit/health';
import { listen } from '@evermart/kit/serve';
import { expect } from 'chai';
import express from 'express';
import { quietLogger } from '../../../test/support/internal-calls.ts';

const logger = quietLogger('order');

describe('a stopping service', () => {
  it('says that it is not ready, finishes what it answers, refuses new connections, then stops its work in order', async () => {
    const stopped: string[] = [];
    const health = createHealth([]);
    const app = express();
    let answer = () => {};
    app.use(health.router);
    app.get('/slow', (_request, response) => {
      answer = () => void response.json({ done: true });
    });
    const server = await listen({
      app,
      host: '127.0.0.1',
      port: 0,
      health,
      logger,
      shutdownDelayMs: 100,
      stop: [() => stopped.push('consumer'), () => stopped.push('pool')],
    });
    const slow = fetch(`${server.url}/slow`);
    await new Promise((resolve) => setTimeout(resolve, 50));

    const closing = server.close();
    const ready = await fetch(`${server.url}/health/ready`);
    await new Promise((resolve) => setTimeout(resolve, 150));
    const refused = await fetch(`${server.url}/health/live`).then(
      () => false,
      () => true,
    );
    answer();

    expect(ready.status).to.equal(503);
    expect(refused).to.equal(true);
    expect(await (await slow).json()).to.deep.equal({ done: true });
    await closing;
    expect(stopped).to.deep.equal(['consumer', 'pool']);
  });
});
