import { CustomerRegistration, ProfileChange } from '@evermart/contracts/http/user';
import { customerOf, onlyFor } from '@evermart/kit/access';
import { parseBody, parsePathParameter } from '@evermart/kit/parse';
import { ServiceError } from '@evermart/kit/problem';
import { type Request, Router } from 'express';
import { z } from 'zod';
import type { ProfileRepository } from './profile-repository.ts';

const CustomerId = z.string().regex(/^[A-Za-z0-9._:-]{1,128}$/);

export function profileRoutes({ profiles }: { profiles: ProfileRepository }): Router {
  const router = Router();

  router.get('/me', async (request, response) => {
    response.json((await profiles.find(customerOf(request).customerId)) ?? noProfile());
  });

  router.patch('/me', async (request, response) => {
    const { customerId } = customerOf(request);
    const change = parseBody(ProfileChange, request.body);
    response.json((await profiles.change(customerId, change)) ?? noProfile());
  });

  router.put('/customers/:customerId', onlyFor('api-gateway'), async (request, response) => {
    const registration = parseBody(CustomerRegistration, request.body);
    const { profile, created } = await profiles.register(customerIdOf(request), registration);
    response.status(created ? 201 : 200).json(profile);
  });

  router.get('/customers/:customerId', onlyFor('notification', 'checkout'), async (request, response) => {
    response.json((await profiles.find(customerIdOf(request))) ?? noProfile());
  });

  return router;
}

function customerIdOf(request: Request): string {
  return parsePathParameter(CustomerId, request.params.customerId, 'There is no such customer.');
}

function noProfile(): never {
  throw new ServiceError('not-found', 'There is no profile of this customer.');
}
