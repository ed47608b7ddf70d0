import type { PaymentRefund } from '@evermart/contracts/http/payment';
import { createApp } from '@evermart/kit/app';
import { createHealth } from '@evermart/kit/health';
import { ServiceError } from '@evermart/kit/problem';
import { listen } from '@evermart/kit/serve';
import { type Request, Router } from 'express';
import { quietLogger } from '../../../test/support/internal-calls.ts';

type Trouble = 'none' | 'away' | 'answer-lost' | 'refuses-refunds';

/** Fails before or after the effect, as a service that is away or whose answer is lost on the way. */
function createTrouble() {
  let trouble: Trouble = 'none';
  return {
    set: (next: Trouble) => {
      trouble = next;
    },
    before() {
      if (trouble === 'away') throw new ServiceError('dependency-unavailable', 'away');
    },
    refusesRefunds: () => trouble === 'refuses-refunds',
    after() {
      if (trouble === 'answer-lost') throw new ServiceError('dependency-unavailable', 'the answer is lost');
    },
  };
}

async function serveStub(service: 'payment' | 'catalog', routes: Router) {
  const health = createHealth([]);
  const logger = quietLogger(service);
  return listen({ app: createApp({ logger, health, routes: [routes] }), host: '127.0.0.1', port: 0, health, logger });
}

interface StubPayment {
  status: 'authorized' | 'captured' | 'voided' | 'refunded';
  amountMinor: number;
  capturedMinor: number;
  refunds: Map<string, number>;
  /** As payment and its provider do, a refusal is kept under its id. */
  refused: Set<string>;
}

/** Payment as its contract describes it, with a ledger in memory. */
export async function startPaymentStub() {
  const payments = new Map<string, StubPayment>();
  const trouble = createTrouble();
  const router = Router();

  router.get('/payments/:checkoutId', (request, response) => {
    trouble.before();
    response.json(bodyOf(request.params.checkoutId));
  });

  router.post('/payments/:checkoutId/void', (request, response) => {
    trouble.before();
    const payment = known(request);
    if (payment.status === 'captured' || payment.status === 'refunded')
      throw new ServiceError('invalid-state', 'captured');
    payment.status = 'voided';
    trouble.after();
    response.status(204).end();
  });

  router.post('/payments/:checkoutId/refunds', (request, response) => {
    trouble.before();
    const { refundId, amount } = request.body as PaymentRefund;
    const payment = known(request);
    if (trouble.refusesRefunds()) payment.refused.add(refundId);
    if (payment.refused.has(refundId)) throw new ServiceError('invalid-state', 'the provider refuses');
    const left = payment.capturedMinor - refundedOf(payment);
    if (!payment.refunds.has(refundId)) {
      if (amount.amountMinor > left) throw new ServiceError('invalid-state', `At most ${left} EUR can be refunded.`);
      payment.refunds.set(refundId, amount.amountMinor);
      if (refundedOf(payment) === payment.capturedMinor) payment.status = 'refunded';
    }
    trouble.after();
    response.json({ refundId, amount, payment: bodyOf(request.params.checkoutId) });
  });

  const server = await serveStub('payment', router);
  return {
    url: server.url,
    trouble,
    stop: () => server.close(),
    bodyOf,
    authorize: (checkoutId: string, amountMinor: number) => {
      payments.set(checkoutId, {
        status: 'authorized',
        amountMinor,
        capturedMinor: 0,
        refunds: new Map(),
        refused: new Set(),
      });
      return bodyOf(checkoutId);
    },
    /** False when it was voided before. */
    capture(checkoutId: string): boolean {
      const payment = payments.get(checkoutId);
      if (payment === undefined || payment.status === 'voided') return false;
      payment.status = 'captured';
      payment.capturedMinor = payment.amountMinor;
      return true;
    },
    /** As a region does whose database had not got the capture yet. */
    forgetCapture(checkoutId: string): void {
      const payment = payments.get(checkoutId);
      if (payment !== undefined) payments.set(checkoutId, { ...payment, status: 'authorized', capturedMinor: 0 });
    },
    refundsOf: (checkoutId: string) => [...(payments.get(checkoutId)?.refunds.values() ?? [])],
  };

  function known(request: Request): StubPayment {
    const payment = payments.get(String(request.params.checkoutId));
    if (payment === undefined) throw new ServiceError('not-found', 'no payment');
    return payment;
  }

  function bodyOf(checkoutId: string) {
    const payment = payments.get(checkoutId);
    if (payment === undefined) throw new ServiceError('not-found', 'no payment');
    const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
    return {
      id: `pay_${checkoutId}`,
      checkoutId,
      provider: 'sandbox' as const,
      status: payment.status,
      authorized: eur(payment.amountMinor),
      captured: eur(payment.capturedMinor),
      refunded: eur(refundedOf(payment)),
    };
  }
}

function refundedOf({ refunds }: StubPayment): number {
  return [...refunds.values()].reduce((sum, amount) => sum + amount, 0);
}

/** Catalog's stock, as far as orders touch it. */
export async function startCatalogStub() {
  const done = new Map<string, Set<string>>();
  const trouble = createTrouble();
  const router = Router();
  router.post('/reservations/:checkoutId/:verb', (request, response) => {
    trouble.before();
    const { checkoutId, verb } = request.params;
    done.set(checkoutId, (done.get(checkoutId) ?? new Set()).add(verb));
    trouble.after();
    response.status(204).end();
  });
  const server = await serveStub('catalog', router);
  return {
    url: server.url,
    trouble,
    stop: () => server.close(),
    verbsFor: (checkoutId: string) => [...(done.get(checkoutId) ?? [])],
  };
}
