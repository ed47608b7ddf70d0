import { createBatchingPublisher } from '@evermart/kit/batching-publisher';
import { type Clock, systemClock } from '@evermart/kit/clock';
import type { SigningKeys } from '@evermart/kit/config';
import { createCrashPoints } from '@evermart/kit/crash-points';
import { createDynamo } from '@evermart/kit/dynamo';
import { createEventPublisher } from '@evermart/kit/event-publisher';
import { createEventFactory } from '@evermart/kit/events';
import { createServiceClient } from '@evermart/kit/http-client';
import { createTokenMinter } from '@evermart/kit/internal-token';
import type { Logger } from '@evermart/kit/log';
import { createDriver } from './checkouts/drive-checkout.ts';
import { createJournal } from './checkouts/journal.ts';
import { createRunner } from './checkouts/run-checkout.ts';
import type { Config } from './config.ts';
import type { Services } from './steps/step.ts';

/** Everything of the service but its listener and its background work, so that tests build the very same thing. */
export function composeCheckout(config: Config, logger: Logger, clock: Clock = systemClock) {
  const services = connectServices(config, config.INTERNAL_TOKEN_KEYS);
  const event = createEventFactory({ service: 'checkout', region: config.EVERMART_REGION, clock });
  const crashPoint = createCrashPoints(config.CRASH_POINT_DIRECTORY, logger);
  const publisher = createBatchingPublisher(
    createEventPublisher({
      topicArn: config.EVENTS_TOPIC_ARN,
      region: config.AWS_REGION,
      endpoint: config.AWS_ENDPOINT_URL_SNS,
    }),
  );
  const dynamo = createDynamo({ region: config.AWS_REGION, endpoint: config.AWS_ENDPOINT_URL_DYNAMODB });
  const journal = createJournal({ dynamo, tableName: config.CHECKOUTS_TABLE, leaseMs: config.LEASE_MS, clock });
  const driver = createDriver({
    services,
    event,
    journal,
    publisher,
    clock,
    crashPoint,
    region: config.EVERMART_REGION,
    epoch: config.EPOCH,
    giveUpAfterMs: config.GIVE_UP_AFTER_MS,
    reservationSeconds: config.RESERVATION_SECONDS,
  });
  const runner = createRunner({ driver, journal, logger, clock, foregroundRetryMs: config.FOREGROUND_RETRY_MS });

  return {
    services,
    event,
    journal,
    runner,
    clock,
    crashPoint,
    answerWithinMs: config.ANSWER_WITHIN_MS,
    async close() {
      await Promise.all(Object.values(services).map((client) => client.close()));
      publisher.close();
      dynamo.destroy();
    },
  };
}

function connectServices(config: Config, keys: SigningKeys): Services {
  const mintToken = createTokenMinter('checkout', keys);
  return {
    cart: createServiceClient({ service: 'cart', baseUrl: config.CART_URL, mintToken }),
    catalog: createServiceClient({ service: 'catalog', baseUrl: config.CATALOG_URL, mintToken }),
    user: createServiceClient({ service: 'user', baseUrl: config.USER_URL, mintToken }),
    // Payments that hang until their timeout don't keep the others waiting.
    payment: createServiceClient({ service: 'payment', baseUrl: config.PAYMENT_URL, mintToken, connections: 512 }),
    order: createServiceClient({ service: 'order', baseUrl: config.ORDER_URL, mintToken }),
  };
}
