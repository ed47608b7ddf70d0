import { createApp } from '@evermart/kit/app';
import type { EventFactory } from '@evermart/kit/events';
import type { Health } from '@evermart/kit/health';
import type { TokenVerifier } from '@evermart/kit/internal-token';
import type { Logger } from '@evermart/kit/log';
import type { Postgres } from '@evermart/kit/postgres';
import type { Express } from 'express';
import { createAuthorizePayment } from './payments/authorize-payment.ts';
import { createCapturePayment } from './payments/capture-payment.ts';
import { createFindOut } from './payments/find-out.ts';
import { createPaymentRepository } from './payments/payment-repository.ts';
import { paymentRoutes } from './payments/payment-routes.ts';
import { createSettlePayment } from './payments/settle-payment.ts';
import { createVoidPayment } from './payments/void-payment.ts';
import type { Providers } from './providers/payment-provider.ts';
import { startReconciliation } from './reconciliation/reconcile-payments.ts';
import { createRefundPayment } from './refunds/refund-payment.ts';
import { createRefundRepository } from './refunds/refund-repository.ts';
import { createApplyWebhook } from './webhooks/apply-webhook.ts';
import { webhookRoutes } from './webhooks/webhook-routes.ts';

export interface PaymentAppDeps {
  readonly postgres: Postgres;
  readonly providers: Providers;
  readonly event: EventFactory;
  readonly verifyToken: TokenVerifier;
  readonly health: Health;
  readonly logger: Logger;
  readonly settleAfterMs: number;
  readonly settleIdleMs: number;
}

/** The app, not listening, and its reconciliation, not started. */
export function createPaymentApp(deps: PaymentAppDeps) {
  const { postgres, providers, event, verifyToken, health, logger, settleAfterMs, settleIdleMs } = deps;
  const payments = createPaymentRepository({ postgres, settleAfterMs });
  const refunds = createRefundRepository({ postgres, settleAfterMs });
  const settle = createSettlePayment({ payments, event, logger });
  const findOut = createFindOut({ payments, providers, settle });
  const voidPayment = createVoidPayment({ payments, providers, settle, findOut });
  const capturePayment = createCapturePayment({ payments, providers, settle, findOut });
  const refundPayment = createRefundPayment({ payments, refunds, providers, findOut, event });
  const authorizePayment = createAuthorizePayment({ payments, providers, settle, findOut, voidPayment });
  const applyWebhook = createApplyWebhook({ payments, settle, voidPayment, refundPayment });

  const app: Express = createApp({
    logger,
    health,
    verifyToken,
    openRoutes: [webhookRoutes({ providers, applyWebhook })],
    routes: [paymentRoutes({ payments, authorizePayment, capturePayment, voidPayment, refundPayment })],
  });

  return {
    app,
    startReconciliation: () =>
      startReconciliation({
        payments,
        refunds,
        findOut,
        voidPayment,
        capturePayment,
        refundPayment,
        logger,
        idleMs: settleIdleMs,
      }),
  };
}
