import { NewReservation, ReservationCommit } from '@evermart/contracts/http/catalog';
import { onlyFor } from '@evermart/kit/access';
import { parseBody, parsePathParameter } from '@evermart/kit/parse';
import { Router } from 'express';
import { z } from 'zod';
import type { ReservationRepository } from './reservation-repository.ts';

const CheckoutId = z.string().regex(/^[\x21-\x7e]{1,200}$/);

/** For checkout and order; what each call promises stands with its schema in the contract. */
export function reservationRoutes({ reservations }: { reservations: ReservationRepository }): Router {
  const router = Router();
  router.use('/reservations', onlyFor('checkout', 'order'));

  router.put('/reservations/:checkoutId', async (request, response) => {
    const reservation = await reservations.reserve(
      checkoutIdOf(request.params),
      parseBody(NewReservation, request.body),
    );
    response.json(reservation);
  });

  router.post('/reservations/:checkoutId/commit', async (request, response) => {
    const { lines } = parseBody(ReservationCommit, request.body);
    response.json(await reservations.commit(checkoutIdOf(request.params), lines));
  });

  router.post('/reservations/:checkoutId/release', async (request, response) => {
    await reservations.release(checkoutIdOf(request.params));
    response.status(204).end();
  });

  router.post('/reservations/:checkoutId/restock', async (request, response) => {
    await reservations.restock(checkoutIdOf(request.params));
    response.status(204).end();
  });

  return router;
}

function checkoutIdOf(params: { checkoutId: string }): string {
  return parsePathParameter(CheckoutId, params.checkoutId, 'There is no such reservation.');
}
