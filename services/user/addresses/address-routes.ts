import type { Page } from '@evermart/contracts/http/paging';
import { NewSavedAddress, type SavedAddress } from '@evermart/contracts/http/user';
import { customerOf } from '@evermart/kit/access';
import { parseBody, parsePathParameter } from '@evermart/kit/parse';
import { type Request, Router } from 'express';
import { z } from 'zod';
import type { AddressRepository } from './address-repository.ts';

const AddressId = z.uuid();

export function addressRoutes({ addresses }: { addresses: AddressRepository }): Router {
  const router = Router();

  /** All on one page: there are fifty at most. */
  router.get('/me/addresses', async (request, response) => {
    const items = await addresses.list(customerOf(request).customerId);
    response.json({ items, nextCursor: null } satisfies Page<SavedAddress>);
  });

  router.post('/me/addresses', async (request, response) => {
    const { customerId } = customerOf(request);
    const address = parseBody(NewSavedAddress, request.body);
    const added = await addresses.add(customerId, address);
    response.status(201).location(`/me/addresses/${added.id}`).json(added);
  });

  router.put('/me/addresses/:id', async (request, response) => {
    const { customerId } = customerOf(request);
    const address = parseBody(NewSavedAddress, request.body);
    response.json(await addresses.replace(customerId, addressIdOf(request), address));
  });

  router.delete('/me/addresses/:id', async (request, response) => {
    await addresses.remove(customerOf(request).customerId, addressIdOf(request));
    response.status(204).end();
  });

  return router;
}

function addressIdOf(request: Request): string {
  return parsePathParameter(AddressId, request.params.id, 'There is no such address.');
}
