import { type Checkout, NewCheckout } from '@evermart/contracts/http/checkout';
import type { Subject } from '@evermart/contracts/http/subject';
import { idempotencyKeyOf } from '@evermart/kit/idempotency-key';
import { parseBody } from '@evermart/kit/parse';
import { ServiceError } from '@evermart/kit/problem';
import { type Request, Router } from 'express';
import type { Journal } from './journal.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { PlaceCheckout } from './place-checkout.ts';

export interface CheckoutRoutesDeps {
  readonly placeCheckout: PlaceCheckout;
  readonly journal: Journal;
}

export function checkoutRoutes({ placeCheckout, journal }: CheckoutRoutesDeps): Router {
  const router = Router();

  router.post('/checkouts', async (request, response) => {
    const body = parseBody(NewCheckout, request.body);
    const entry = await placeCheckout({
      subject: visitorOf(request),
      idempotencyKey: idempotencyKeyOf(request, 'purchase'),
      body,
    });
    if (entry.failure !== undefined) throw refusalOf(entry);
    if (entry.status === 'confirmed') response.status(201).json(checkoutOf(entry));
    else response.status(202).location(`/checkouts/${entry.checkoutId}`).json(checkoutOf(entry));
  });

  router.get('/checkouts/:checkoutId', async (request, response) => {
    const entry = await journal.get(request.params.checkoutId);
    const visitor = visitorOf(request);
    if (entry === undefined || !maySee(visitor, entry))
      throw new ServiceError('not-found', 'There is no such checkout.');
    const { order, ...progress } = checkoutOf(entry);
    response.json(order !== undefined && isBuyer(visitor, entry) ? { ...progress, order } : progress);
  });

  return router;
}

/** What the public sees: an entry that is being undone has failed already for the shopper. */
function checkoutOf({ checkoutId: id, status, order, failure }: JournalEntry): Checkout {
  if (failure !== undefined) return { id, status: 'failed', failure: { code: failure.code, detail: failure.detail } };
  if (status === 'confirmed' && order !== undefined) return { id, status, order };
  return { id, status: 'processing' };
}

function refusalOf({ checkoutId, failure }: JournalEntry): ServiceError {
  if (failure === undefined) throw new Error(`${checkoutId} has not failed`);
  const { code, detail, errors } = failure;
  return new ServiceError(code, detail, { checkoutId, ...(errors === undefined ? {} : { errors: [...errors] }) });
}

/** Whose it is: the customer's who bought it, or the guest visitor's. */
function isBuyer(subject: Subject, entry: JournalEntry): boolean {
  if (entry.customerId !== undefined) return entry.customerId === subject.customerId;
  return entry.visitorId === subject.visitorId;
}

/** The same browser may ask how its purchase goes while the session is not there yet, e.g. after a failover; nobody else signed in there may. */
function maySee(subject: Subject, entry: JournalEntry): boolean {
  return isBuyer(subject, entry) || (entry.visitorId === subject.visitorId && subject.customerId === undefined);
}

function visitorOf(request: Request): Subject & { visitorId: string } {
  const subject = request.caller?.subject;
  if (subject?.visitorId === undefined) throw new ServiceError('sign-in-required', 'A checkout needs a visitor.');
  return { ...subject, visitorId: subject.visitorId };
}
