import { z } from 'zod';
import { Address } from './address.ts';
import { EmailAddress } from './checkout.ts';

const locales = ['en', 'de'] as const;
export const Locale = z.enum(locales);
export type Locale = z.infer<typeof Locale>;

export const Profile = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  locale: Locale,
  marketingEmails: z.boolean(),
  createdAt: z.iso.datetime(),
});
export type Profile = z.infer<typeof Profile>;

/** PATCH /me. The e-mail address is the sign-in name and belongs to the identity provider. */
export const ProfileChange = z.strictObject({
  name: z.string().trim().min(1).max(120).optional(),
  locale: Locale.optional(),
  marketingEmails: z.boolean().optional(),
});
export type ProfileChange = z.infer<typeof ProfileChange>;

export const SavedAddress = Address.extend({ id: z.string(), isDefault: z.boolean() });
export type SavedAddress = z.infer<typeof SavedAddress>;
export const NewSavedAddress = Address.extend({ isDefault: z.boolean().optional() });
export type NewSavedAddress = z.infer<typeof NewSavedAddress>;

/** PUT /customers/{customerId}, by the gateway after a sign-in: makes the profile where it is missing; `user.registered` once. */
export const CustomerRegistration = z.strictObject({
  email: EmailAddress,
  name: z.string().max(120),
  locale: Locale.optional(),
});
export type CustomerRegistration = z.infer<typeof CustomerRegistration>;
// GET /customers/{customerId}, for services that act for themselves (notification, checkout): 200 `Profile`.
