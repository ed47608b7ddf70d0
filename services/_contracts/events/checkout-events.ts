import { z } from 'zod';
import { Money } from '../money.ts';
import { cloudEvent } from './cloud-event.ts';

export const CheckoutStarted = cloudEvent(
  'checkout.started',
  z.object({ checkoutId: z.string(), itemCount: z.int().positive() }),
);

export const CheckoutConfirmed = cloudEvent(
  'checkout.confirmed',
  z.object({ checkoutId: z.string(), orderId: z.string(), total: Money }),
);

export const CheckoutFailed = cloudEvent('checkout.failed', z.object({ checkoutId: z.string(), code: z.string() }));

export type CheckoutStarted = z.infer<typeof CheckoutStarted>;
export type CheckoutConfirmed = z.infer<typeof CheckoutConfirmed>;
export type CheckoutFailed = z.infer<typeof CheckoutFailed>;
