import type { Profile } from '@evermart/contracts/http/user';
import { createBareApp } from '@evermart/kit/app';
import { createDynamo } from '@evermart/kit/dynamo';
import { createHealth } from '@evermart/kit/health';
import { createServiceClient } from '@evermart/kit/http-client';
import { createTokenMinter } from '@evermart/kit/internal-token';
import type { Logger } from '@evermart/kit/log';
import { startQueueConsumer } from '@evermart/kit/queue-consumer';
import { listen } from '@evermart/kit/serve';
import { freshTable } from '../../../test/support/dynamo.ts';
import { internalTokenKeys, quietLogger } from '../../../test/support/internal-calls.ts';
import { freshQueue } from '../../../test/support/messaging.ts';
import { createCustomerLookup } from '../customers/find-customer.ts';
import { createDeliverOnce } from '../deliveries/deliver-once.ts';
import { createDeliveryRepository } from '../deliveries/delivery-repository.ts';
import { createEventHandler } from '../events/handle-event.ts';
import { NotificationEvent } from '../events/notification-event.ts';
import { createOrderMailComposer } from '../mails/order-mails.ts';
import { createWelcomeMailComposer } from '../mails/welcome-mail.ts';
import { createSmtpTransport } from '../transport/smtp-transport.ts';
import { startMailCatcher } from './mail-catcher.ts';

const storefrontUrl = 'https://shop.example.com';

/** Another process as notification sees it: one path and the profiles that a test puts there. */
async function startStubUser() {
  const profiles = new Map<string, Profile>();
  const app = createBareApp();
  app.get('/customers/:customerId', (request, response) => {
    const profile = profiles.get(request.params.customerId);
    if (profile !== undefined) response.json(profile);
    else {
      const problem = { type: '/problems/not-found', title: 'Not found', status: 404, detail: 'None.', requestId: 'r' };
      response.status(404).type('application/problem+json').send(JSON.stringify(problem));
    }
  });
  const running = await listen({
    app,
    host: '127.0.0.1',
    port: 0,
    health: createHealth([]),
    logger: quietLogger('user'),
  });
  return { url: running.url, close: running.close, profiles };
}

/** The consumer on a real queue and table, with a real SMTP server at its edge. */
export async function startNotification({
  logger = quietLogger('notification'),
  connections = 3,
}: {
  logger?: Logger;
  connections?: number;
} = {}) {
  const catcher = await startMailCatcher();
  const stub = await startStubUser();
  const queue = await freshQueue({ visibilityTimeoutSeconds: 5 });
  const { tableName, endpoint, region } = await freshTable('notifications');
  const dynamo = createDynamo({ region, endpoint });
  const user = createServiceClient({
    service: 'user',
    baseUrl: stub.url,
    mintToken: createTokenMinter('notification', internalTokenKeys),
  });
  const deliveries = createDeliveryRepository({ dynamo, tableName, leaseMs: 2_000 });
  const transport = createSmtpTransport({ url: catcher.url, from: 'Evermart <shop@evermart.test>', connections });
  const handle = createEventHandler({
    deliver: createDeliverOnce({ deliveries, transport, logger }),
    composeOrderMail: createOrderMailComposer({ storefrontUrl }),
    composeWelcomeMail: createWelcomeMailComposer({ storefrontUrl }),
    findCustomer: createCustomerLookup(user),
  });
  const consumer = startQueueConsumer({
    ...queue,
    logger,
    schema: NotificationEvent,
    handle,
    retryDelaySeconds: () => 1,
  });

  return {
    catcher,
    queue,
    deliveries,
    profiles: stub.profiles,
    dynamo,
    tableName,
    async close() {
      await consumer.stop();
      transport.close();
      await user.close();
      await stub.close();
      await catcher.close();
      dynamo.destroy();
    },
  };
}
export type NotificationUnderTest = Awaited<ReturnType<typeof startNotification>>;
