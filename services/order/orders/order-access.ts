import { createHash, timingSafeEqual } from 'node:crypto';
import type { Subject } from '@evermart/contracts/http/subject';
import type { OwnedOrder } from './order-repository.ts';

/** A customer's order is the customer's; a guest's is the visitor's that placed it. */
export function isOwnedBy({ customerId, visitorId }: OwnedOrder, subject: Subject): boolean {
  if (customerId !== null) return customerId === subject.customerId;
  return visitorId === subject.visitorId;
}

/** Whoever knows an order's number and its e-mail address may read and cancel it: that is what a guest has at hand. */
export function opensWith({ order }: OwnedOrder, email: string): boolean {
  // Digests have one length, so the time tells nothing about how much of the address was right.
  return timingSafeEqual(digestOf(order.email), digestOf(email));
}

function digestOf(email: string): Buffer {
  return createHash('sha256').update(email.trim().toLowerCase()).digest();
}
