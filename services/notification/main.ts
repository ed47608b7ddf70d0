import { callersOf } from '@evermart/contracts/topology';
import { readConfig } from '@evermart/kit/config';
import { createDynamo } from '@evermart/kit/dynamo';
import { createHealth } from '@evermart/kit/health';
import { createServiceClient } from '@evermart/kit/http-client';
import { createTokenMinter, createTokenVerifier } from '@evermart/kit/internal-token';
import { createLogger } from '@evermart/kit/log';
import { startQueueConsumer } from '@evermart/kit/queue-consumer';
import { serve } from '@evermart/kit/serve';
import { createNotificationApp } from './app.ts';
import { Config } from './config.ts';
import { createCustomerLookup } from './customers/find-customer.ts';
import { createDeliverOnce } from './deliveries/deliver-once.ts';
import { createDeliveryRepository } from './deliveries/delivery-repository.ts';
import { createEventHandler } from './events/handle-event.ts';
import { NotificationEvent } from './events/notification-event.ts';
import { retryDelaySeconds } from './events/retry-delay.ts';
import { createOrderMailComposer } from './mails/order-mails.ts';
import { createWelcomeMailComposer } from './mails/welcome-mail.ts';
import { chooseTransport } from './transport/choose-transport.ts';

const config = readConfig(Config);
const logger = createLogger({ service: 'notification', region: config.EVERMART_REGION, level: config.LOG_LEVEL });
const dynamo = createDynamo({ region: config.AWS_REGION, endpoint: config.AWS_ENDPOINT_URL_DYNAMODB });
const user = createServiceClient({
  service: 'user',
  baseUrl: config.USER_URL,
  mintToken: createTokenMinter('notification', config.INTERNAL_TOKEN_KEYS),
});
const deliveries = createDeliveryRepository({
  dynamo,
  tableName: config.NOTIFICATIONS_TABLE,
  leaseMs: config.DELIVERY_LEASE_MS,
});
const transport = await chooseTransport(config);
const handle = createEventHandler({
  deliver: createDeliverOnce({ deliveries, transport, logger }),
  composeOrderMail: createOrderMailComposer({ storefrontUrl: config.STOREFRONT_URL }),
  composeWelcomeMail: createWelcomeMailComposer({ storefrontUrl: config.STOREFRONT_URL }),
  findCustomer: createCustomerLookup(user),
});
const consumers = Array.from({ length: config.EVENT_CONSUMERS }, () =>
  startQueueConsumer({
    queueUrl: config.EVENTS_QUEUE_URL,
    region: config.AWS_REGION,
    endpoint: config.AWS_ENDPOINT_URL_SQS,
    logger,
    schema: NotificationEvent,
    handle,
    retryDelaySeconds,
  }),
);
const health = createHealth([{ name: 'dynamodb', check: deliveries.ping }]);

await serve({
  app: createNotificationApp({
    logger,
    health,
    verifyToken: createTokenVerifier('notification', callersOf('notification'), config.INTERNAL_TOKEN_KEYS),
  }),
  host: config.HOST,
  port: config.PORT,
  health,
  logger,
  shutdownDelayMs: config.SHUTDOWN_DELAY_MS,
  stop: [
    () => Promise.all(consumers.map((consumer) => consumer.stop())),
    transport.close,
    user.close,
    () => dynamo.destroy(),
  ],
});
