import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Health } from './health.ts';
import type { Logger } from './log.ts';

/** Longer than the load balancer's and the clients' idle timeouts, so that it is never us who close first. */
const keepAliveTimeoutMs = 75_000;
const drainTimeoutMs = 10_000;

export interface ServeOptions {
  readonly app: RequestListener;
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly health: Health;
  readonly logger: Logger;
  readonly shutdownDelayMs?: number;
  /** Background work and connections, stopped in this order after the last request was answered. */
  readonly stop?: readonly (() => unknown)[];
}

export interface RunningServer {
  readonly url: string;
  readonly server: Server;
  close(): Promise<void>;
}

/** Listens, and drains on SIGTERM and SIGINT: not ready, no new connections, requests answered, background work stopped, exit 0. */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const running = await listen(options);
  options.logger.info({ event: 'service.listening', url: running.url });
  const onSignal = (signal: NodeJS.Signals) => {
    options.logger.info({ event: 'service.stopping', signal });
    running.close().then(
      () => process.exit(0),
      (error: unknown) => {
        options.logger.error({ event: 'service.stop-failed', err: error });
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', onSignal);
  process.once('SIGINT', onSignal);
  return running;
}

/** As `serve` without the process's signals: for tests that start an app inside their own process. */
export async function listen({
  app,
  host,
  port,
  health,
  shutdownDelayMs = 0,
  stop = [],
}: ServeOptions): Promise<RunningServer> {
  // A missing Host is the app's to refuse, in the shape of its other answers; Node's own has no body.
  const server = createServer({ keepAliveTimeout: keepAliveTimeoutMs, requireHostHeader: false }, app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: boundPort } = server.address() as AddressInfo;
  let closing: Promise<void> | undefined;

  async function drainAndStop(): Promise<void> {
    health.drain();
    await delay(shutdownDelayMs);
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    const idleSweep = setInterval(() => server.closeIdleConnections(), 50);
    const forced = setTimeout(() => server.closeAllConnections(), drainTimeoutMs);
    await closed;
    clearInterval(idleSweep);
    clearTimeout(forced);
    for (const step of stop) await step();
  }

  return {
    url: `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${boundPort}`,
    server,
    close: () => {
      closing ??= drainAndStop();
      return closing;
    },
  };
}
