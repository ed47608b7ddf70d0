import { PaymentProvider } from '@evermart/contracts/http/payment';
import { z } from 'zod';
import { EventBatch } from '../clickstream/event-batch.ts';
import type { Endpoint } from './endpoint.ts';

export const eventEndpoints: readonly Endpoint[] = [
  {
    id: 'recordEvents',
    method: 'POST',
    path: '/events',
    tag: 'Events',
    summary: 'Record what a shopper did, up to 100 events at once',
    description:
      'Best effort. Searches and additions to the cart that pass through this API are recorded by it: send those that do not.',
    access: 'visitor',
    body: EventBatch,
    answers: { 202: { description: 'Taken' } },
  },
  {
    id: 'receivePaymentWebhook',
    method: 'POST',
    path: '/webhooks/payments/{provider}',
    tag: 'Events',
    summary: "A payment provider's signed news",
    description: "The body is the provider's own and is checked against its signature header.",
    access: 'public',
    parameters: z.object({ provider: PaymentProvider }),
    rawBody: true,
    answers: { 204: { description: 'Taken' } },
    problems: ['malformed-body', 'sign-in-required', 'forbidden', 'invalid-state', 'validation-failed'],
    target: { service: 'payment', path: '/webhooks/{provider}' },
  },
];
