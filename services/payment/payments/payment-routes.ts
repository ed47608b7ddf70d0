import { PaymentAuthorization, PaymentCapture, PaymentRefund } from '@evermart/contracts/http/payment';
import { onlyFor } from '@evermart/kit/access';
import { parseBody, parsePathParameter } from '@evermart/kit/parse';
import { Router } from 'express';
import { z } from 'zod';
import type { RefundPayment } from '../refunds/refund-payment.ts';
import type { AuthorizePayment } from './authorize-payment.ts';
import type { CapturePayment } from './capture-payment.ts';
import { isBegun, noPayment, paymentOf } from './payment-record.ts';
import type { PaymentRepository } from './payment-repository.ts';
import type { VoidPayment } from './void-payment.ts';

export interface PaymentRoutesDeps {
  readonly payments: PaymentRepository;
  readonly authorizePayment: AuthorizePayment;
  readonly capturePayment: CapturePayment;
  readonly voidPayment: VoidPayment;
  readonly refundPayment: RefundPayment;
}

const CheckoutId = z.string().regex(/^[A-Za-z0-9_-]{1,80}$/);

const checkoutIdIn = (params: { checkoutId: string }) =>
  parsePathParameter(CheckoutId, params.checkoutId, 'There is no such checkout.');

/** Paths and bodies as in the contract. Money moves for the saga and for orders only, never straight from the public. */
export function paymentRoutes(deps: PaymentRoutesDeps): Router {
  const { payments, authorizePayment, capturePayment, voidPayment, refundPayment } = deps;
  const router = Router();
  router.use('/payments', onlyFor('checkout', 'order'));

  router.put('/payments/:checkoutId/authorization', async (request, response) => {
    const body = parseBody(PaymentAuthorization, request.body);
    response.json(await authorizePayment(checkoutIdIn(request.params), body));
  });

  router.post('/payments/:checkoutId/capture', async (request, response) => {
    const { amount } = parseBody(PaymentCapture, request.body);
    response.json(await capturePayment.request(checkoutIdIn(request.params), amount));
  });

  router.post('/payments/:checkoutId/void', async (request, response) => {
    await voidPayment.request(checkoutIdIn(request.params));
    response.status(204).end();
  });

  router.post('/payments/:checkoutId/refunds', async (request, response) => {
    const body = parseBody(PaymentRefund, request.body);
    response.json(await refundPayment.request(checkoutIdIn(request.params), body));
  });

  router.get('/payments/:checkoutId', async (request, response) => {
    const payment = await payments.find(checkoutIdIn(request.params));
    if (payment === undefined || !isBegun(payment)) throw noPayment();
    response.json(paymentOf(payment));
  });

  return router;
}
