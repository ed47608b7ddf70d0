import { createApp } from '@evermart/kit/app';
import type { EventFactory } from '@evermart/kit/events';
import type { Health } from '@evermart/kit/health';
import type { ServiceClient } from '@evermart/kit/http-client';
import type { TokenVerifier } from '@evermart/kit/internal-token';
import type { Logger } from '@evermart/kit/log';
import type { Postgres } from '@evermart/kit/postgres';
import { createCancelOrder } from './cancellations/cancel-order.ts';
import { createCancellationRepository } from './cancellations/cancellation-repository.ts';
import { createFulfilOrder } from './fulfilment/fulfil-order.ts';
import { createNewsHandler } from './news/on-news.ts';
import { adminOrderRoutes } from './orders/admin-order-routes.ts';
import { checkoutOrderRoutes } from './orders/checkout-order-routes.ts';
import { createCheckoutOrders } from './orders/checkout-orders.ts';
import { createOrderLists } from './orders/order-lists.ts';
import { createOrderRepository } from './orders/order-repository.ts';
import { orderRoutes } from './orders/order-routes.ts';
import { startTakeOver } from './recovery/take-over.ts';
import { createRefundOrder } from './refunds/refund-order.ts';
import { createRefundRepository } from './refunds/refund-repository.ts';
import { createPayments } from './remote/payments.ts';
import { createReservations } from './remote/reservations.ts';

export interface OrderAppDeps {
  readonly postgres: Postgres;
  readonly payment: ServiceClient;
  readonly catalog: ServiceClient;
  readonly event: EventFactory;
  readonly verifyToken: TokenVerifier;
  readonly health: Health;
  readonly logger: Logger;
  readonly takeOverAfterMs: number;
  readonly takeOverIdleMs: number;
}

/** The app, not listening; its handler of events; and its take-over of unfinished work, not started. */
export function createOrderApp(deps: OrderAppDeps) {
  const { postgres, event, verifyToken, health, logger, takeOverAfterMs, takeOverIdleMs } = deps;
  const payments = createPayments(deps.payment);
  const reservations = createReservations(deps.catalog);
  const orders = createOrderRepository({ postgres, event });
  const lists = createOrderLists({ postgres });
  const cancellations = createCancellationRepository({ postgres, event, takeOverAfterMs });
  const refunds = createRefundRepository({ postgres, event, takeOverAfterMs });
  const checkoutOrders = createCheckoutOrders({ orders });
  const cancelOrder = createCancelOrder({ cancellations, payments, reservations });
  const refundOrder = createRefundOrder({ orders, refunds, payments });
  const fulfilOrder = createFulfilOrder({ postgres, event });

  return {
    app: createApp({
      logger,
      health,
      verifyToken,
      routes: [
        checkoutOrderRoutes({ checkoutOrders }),
        orderRoutes({ orders, lists, cancelOrder }),
        adminOrderRoutes({ orders, lists, fulfilOrder, refundOrder }),
      ],
    }),
    onNews: createNewsHandler({ orders, checkoutOrders, payments }),
    startTakeOver: () =>
      startTakeOver({ cancellations, refunds, cancelOrder, refundOrder, logger, idleMs: takeOverIdleMs }),
  };
}
