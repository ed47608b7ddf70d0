import { callersOf } from '@evermart/contracts/topology';
import { readConfig } from '@evermart/kit/config';
import { createHealth } from '@evermart/kit/health';
import { createTokenVerifier } from '@evermart/kit/internal-token';
import { createLogger } from '@evermart/kit/log';
import { startQueueConsumer } from '@evermart/kit/queue-consumer';
import { serve } from '@evermart/kit/serve';
import { createCheckoutApp } from './app.ts';
import { composeCheckout } from './compose.ts';
import { Config } from './config.ts';
import { onPaymentNews, PaymentNews } from './recovery/payment-events.ts';
import { startJournalPurge } from './recovery/purge-journal.ts';
import { startRecoveryWorker } from './recovery/recovery-worker.ts';

const config = readConfig(Config);
const logger = createLogger({ service: 'checkout', region: config.EVERMART_REGION, level: config.LOG_LEVEL });
const checkout = composeCheckout(config, logger);
const { journal, runner } = checkout;
const health = createHealth([{ name: 'journal', check: () => journal.get('readiness-probe') }]);
const verifyToken = createTokenVerifier('checkout', callersOf('checkout'), config.INTERNAL_TOKEN_KEYS);

const recovery = startRecoveryWorker({ journal, runner, logger, idleMs: config.RECOVERY_IDLE_MS });
const purge = startJournalPurge({
  journal,
  logger,
  clock: checkout.clock,
  retentionDays: config.JOURNAL_RETENTION_DAYS,
});
const consumer = startQueueConsumer({
  queueUrl: config.EVENTS_QUEUE_URL,
  region: config.AWS_REGION,
  endpoint: config.AWS_ENDPOINT_URL_SQS,
  logger,
  schema: PaymentNews,
  handle: onPaymentNews(runner),
});

await serve({
  app: createCheckoutApp({ ...checkout, health, logger, verifyToken }),
  host: config.HOST,
  port: config.PORT,
  health,
  logger,
  shutdownDelayMs: config.SHUTDOWN_DELAY_MS,
  stop: [
    () => consumer.stop(),
    () => recovery.stop(),
    () => purge.stop(),
    () => runner.drain(),
    () => checkout.close(),
  ],
});
