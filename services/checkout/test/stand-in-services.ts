import type { StockLine } from '@evermart/contracts/http/catalog';
import { answerWithProblem, createBareApp } from '@evermart/kit/app';
import { createHealth } from '@evermart/kit/health';
import { ServiceError } from '@evermart/kit/problem';
import { listen } from '@evermart/kit/serve';
import express from 'express';
import { quietLogger } from '../../../test/support/internal-calls.ts';

const price = { amountMinor: 1_000, currency: 'EUR' };
const image = { url: '/media/x.svg', alt: 'x' };

/**
 * Cart, catalog, payment, order and user behind one address, with the contracts' promises kept in memory: idempotent by
 * checkout id, and what was undone can't be done again. `fail` scripts what a call answers instead.
 */
export async function startStandInServices() {
  const carts = new Map<string, { version: number; lines: StockLine[]; claims: Map<string, StockLine[]> }>();
  const reservations = new Map<string, 'reserved' | 'committed' | 'released'>();
  const payments = new Map<string, { status: string; amountMinor: number; charges: number }>();
  const orders = new Map<string, { status: string; body: Record<string, unknown> }>();
  const calls: string[] = [];
  const hanging: RegExp[] = [];
  const held: (() => void)[] = [];
  const failures: { match: RegExp; times: number; error: ServiceError; afterEffect: boolean }[] = [];

  const app = createBareApp();
  app.use(express.json());
  app.use((request, response, next) => {
    const call = `${request.method} ${request.path}`;
    calls.push(call);
    if (hanging.some((match) => match.test(call))) {
      held.push(next);
      return;
    }
    const failure = failures.find(({ match, times }) => times > 0 && match.test(call));
    if (failure === undefined) return next();
    failure.times -= 1;
    if (!failure.afterEffect) throw failure.error;
    const destroy = () => response.socket?.destroy();
    response.json = () => {
      destroy();
      return response;
    };
    next();
  });

  app.get('/carts/:cartId/contents', (request, response) => {
    const { version, lines } = cartOf(request.params.cartId);
    response.json({ cartId: request.params.cartId, version, lines });
  });
  app.post('/carts/:cartId/claims/:checkoutId', (request, response) => {
    const cart = cartOf(request.params.cartId);
    if (!cart.claims.has(request.params.checkoutId)) {
      if (cart.version !== request.body.version) throw new ServiceError('version-conflict', 'changed');
      cart.claims.set(request.params.checkoutId, cart.lines);
      cart.lines = [];
      cart.version += 1;
    }
    response.json({
      cartId: request.params.cartId,
      version: cart.version,
      lines: cart.claims.get(request.params.checkoutId),
    });
  });
  app.post('/carts/:cartId/claims/:checkoutId/restore', (request, response) => {
    const cart = cartOf(request.params.cartId);
    const lines = cart.claims.get(request.params.checkoutId);
    if (lines !== undefined) {
      cart.lines = [...lines, ...cart.lines];
      cart.version += 1;
      cart.claims.delete(request.params.checkoutId);
    }
    response.status(204).end();
  });
  app.post('/carts/:cartId/claims/:checkoutId/completion', (request, response) => {
    cartOf(request.params.cartId).claims.delete(request.params.checkoutId);
    response.status(204).end();
  });

  app.put('/reservations/:checkoutId', (request, response) => {
    const { checkoutId } = request.params;
    if (reservations.get(checkoutId) === 'released') throw new ServiceError('invalid-state', 'released before');
    if (!reservations.has(checkoutId)) reservations.set(checkoutId, 'reserved');
    const lines = (request.body.lines as StockLine[]).map(({ sku, quantity }) => {
      return { sku, quantity, productId: 'p', productSlug: 'p', name: sku, image, unitPrice: price };
    });
    response.json({ checkoutId, status: reservations.get(checkoutId), lines });
  });
  app.post('/reservations/:checkoutId/release', (request, response) => {
    reservations.set(request.params.checkoutId, 'released');
    response.status(204).end();
  });
  app.post('/reservations/:checkoutId/commit', (request, response) => {
    reservations.set(request.params.checkoutId, 'committed');
    response.json({ checkoutId: request.params.checkoutId, backordered: [] });
  });

  app.put('/payments/:checkoutId/authorization', (request, response) => {
    const { checkoutId } = request.params;
    const known = payments.get(checkoutId);
    if (known?.status === 'voided') throw new ServiceError('invalid-state', 'voided before');
    if (request.body.token === 'tok_declined') throw new ServiceError('payment-declined', 'The card was declined.');
    if (known === undefined)
      payments.set(checkoutId, { status: 'authorized', amountMinor: request.body.amount.amountMinor, charges: 0 });
    response.json(paymentOf(checkoutId));
  });
  app.post('/payments/:checkoutId/capture', (request, response) => {
    const payment = payments.get(request.params.checkoutId);
    if (payment === undefined || payment.status === 'voided')
      throw new ServiceError('invalid-state', 'nothing to capture');
    if (payment.status === 'authorized') payment.charges += 1;
    payment.status = 'captured';
    response.json(paymentOf(request.params.checkoutId));
  });
  app.post('/payments/:checkoutId/void', (request, response) => {
    const payment = payments.get(request.params.checkoutId);
    if (payment?.status === 'captured') throw new ServiceError('invalid-state', 'captured');
    payments.set(request.params.checkoutId, { status: 'voided', amountMinor: 0, charges: payment?.charges ?? 0 });
    response.status(204).end();
  });

  app.put('/orders/by-checkout/:checkoutId', (request, response) => {
    const { checkoutId } = request.params;
    if (orders.get(checkoutId)?.status === 'cancelled') throw new ServiceError('invalid-state', 'abandoned before');
    if (!orders.has(checkoutId)) orders.set(checkoutId, { status: 'placed', body: request.body });
    response.json(orderOf(checkoutId));
  });
  app.post('/orders/by-checkout/:checkoutId/settlement', (request, response) => {
    const order = orders.get(request.params.checkoutId);
    if (order === undefined) throw new ServiceError('not-found', 'no order');
    order.status = 'paid';
    order.body.payment = request.body.payment;
    response.json(orderOf(request.params.checkoutId));
  });
  app.post('/orders/by-checkout/:checkoutId/abandonment', (request, response) => {
    orders.set(request.params.checkoutId, { status: 'cancelled', body: {} });
    response.status(204).end();
  });
  app.use(answerWithProblem(quietLogger('checkout')));

  const server = await listen({
    app,
    host: '127.0.0.1',
    port: 0,
    health: createHealth([]),
    logger: quietLogger('checkout'),
  });
  return {
    url: server.url,
    close: () => server.close(),
    fillCart,
    cartOf,
    reservations,
    payments,
    orders,
    calls,
    fail,
    hang,
    release,
  };

  /** Lets the next `times` calls that match fail; with `afterEffect` the work is done and the answer is lost. */
  function fail(
    match: RegExp,
    { times = 1, afterEffect = false, error = new ServiceError('dependency-unavailable', 'away') } = {},
  ) {
    failures.push({ match, times, error, afterEffect });
  }

  /** Lets calls that match wait for `release`. */
  function hang(match: RegExp): void {
    hanging.push(match);
  }

  function release(): void {
    hanging.length = 0;
    for (const go of held.splice(0)) go();
  }

  function fillCart(cartId: string, lines: StockLine[]): void {
    const cart = cartOf(cartId);
    cart.lines = lines;
    cart.version += 1;
  }

  function cartOf(cartId: string) {
    const cart = carts.get(cartId) ?? { version: 0, lines: [] as StockLine[], claims: new Map<string, StockLine[]>() };
    carts.set(cartId, cart);
    return cart;
  }

  function paymentOf(checkoutId: string) {
    const { status = 'authorized', amountMinor = 0 } = payments.get(checkoutId) ?? {};
    const money = { amountMinor, currency: 'EUR' };
    const captured = { amountMinor: status === 'captured' ? amountMinor : 0, currency: 'EUR' };
    return {
      id: `pay-${checkoutId}`,
      checkoutId,
      provider: 'sandbox',
      status,
      authorized: money,
      captured,
      refunded: { amountMinor: 0, currency: 'EUR' },
    };
  }

  function orderOf(checkoutId: string) {
    const { status, body } = orders.get(checkoutId) ?? { status: 'placed', body: {} };
    const { payment, visitorId: _visitor, customerId: _customer, ...rest } = body;
    return { ...rest, checkoutId, status, flags: [], payments: [payment], shipments: [], history: [] };
  }
}
