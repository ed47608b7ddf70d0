import { createServer, type Server } from 'node:http';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { type Config, configHelp, readConfig } from './config.ts';
import { openDatabase } from './database.ts';
import { createWebhookDispatcher } from './webhook-dispatcher.ts';
import { createWebhookQueue } from './webhook-queue.ts';
import { createWebhookSender } from './webhook-sender.ts';

const webhookTimeoutMs = 5000;
const stopGraceMs = 1000;

const usage = `The sandbox payment provider: a foreign system in miniature, for local and test use.

  node main.ts [--help]

${configHelp}
`;

const run = async (config: Config) => {
  const log = pino({ name: 'payment-provider', level: config.logLevel });
  const { now } = Date;
  const database = openDatabase(config.dataDir);
  const webhooks = createWebhookQueue(database);
  const send = createWebhookSender({
    url: config.webhookUrl,
    secret: config.webhookSecret,
    timeoutMs: webhookTimeoutMs,
    now,
  });
  const dispatcher = createWebhookDispatcher({ queue: webhooks, send, claimMs: 2 * webhookTimeoutMs, now, log });
  const server = createServer(createApp({ ...config, database, webhooks, dispatcher, now, log }));

  const stop = async (signal: NodeJS.Signals) => {
    const closed = close(server);
    await Promise.all([closed, dispatcher.stop(stopGraceMs)]);
    database.close();
    log.info({ event: 'stopped', signal }, 'stopped');
    // What is slow on purpose still has its timers, and they would keep the process for seconds.
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);

  const port = await listen(server, config);
  dispatcher.start();
  log.info({ event: 'listening', port }, `listening on ${port}`);
};

const listen = async (server: Server, { port, host }: Config): Promise<number> => {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
};

// Requests that hang or are slow on purpose never end by themselves, so all are cut when the grace is over.
const close = async (server: Server): Promise<void> => {
  const cut = setTimeout(() => server.closeAllConnections(), stopGraceMs);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearTimeout(cut);
};

try {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help) process.stdout.write(usage);
  else await run(readConfig(process.env));
} catch (error) {
  process.stderr.write(`payment-provider: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
