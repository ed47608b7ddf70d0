import { z } from 'zod';
import { cloudEvent } from './cloud-event.ts';

/** Personal data stays in `user`: consumers that need an address ask for it. */
const UserData = z.object({ customerId: z.string() });

export const UserRegistered = cloudEvent('user.registered', UserData);
export const UserUpdated = cloudEvent('user.updated', UserData);
export const UserDeleted = cloudEvent('user.deleted', UserData);

export type UserRegistered = z.infer<typeof UserRegistered>;
export type UserUpdated = z.infer<typeof UserUpdated>;
export type UserDeleted = z.infer<typeof UserDeleted>;
