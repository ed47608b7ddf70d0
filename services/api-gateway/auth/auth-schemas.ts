import { EmailAddress } from '@evermart/contracts/http/checkout';
import { z } from 'zod';
import { Password } from './password-policy.ts';

/** Addresses are compared in lower case: nobody has two accounts that differ in case. */
const AccountAddress = EmailAddress.overwrite((address) => address.toLowerCase());
const ConfirmationCode = z.string().regex(/^\d{4,10}$/, 'the digits from the e-mail');

export const NewAccount = z.strictObject({
  email: AccountAddress,
  password: Password,
  name: z.string().trim().min(1).max(120),
});
export type NewAccount = z.infer<typeof NewAccount>;
export const SignUpAccepted = z.object({ confirmationRequired: z.literal(true) });

export const Confirmation = z.strictObject({ email: AccountAddress, code: ConfirmationCode });
export type Confirmation = z.infer<typeof Confirmation>;

/** No policy here: what is too short to be a password is simply wrong. */
export const Credentials = z.strictObject({ email: AccountAddress, password: z.string().min(1).max(256) });
export type Credentials = z.infer<typeof Credentials>;

/** The address alone asks for a code; with the code comes the new password. */
export const PasswordReset = z
  .strictObject({ email: AccountAddress, code: ConfirmationCode.optional(), newPassword: Password.optional() })
  .refine(({ code, newPassword }) => newPassword === undefined || code !== undefined, {
    path: ['code'],
    message: 'the digits from the e-mail are needed with a new password',
  })
  .refine(({ code, newPassword }) => code === undefined || newPassword !== undefined, {
    path: ['newPassword'],
    message: 'is needed with a code',
  });
export type PasswordReset = z.infer<typeof PasswordReset>;

export const SessionState = z.object({
  signedIn: z.boolean(),
  customer: z.object({ id: z.string(), email: z.string(), name: z.string(), groups: z.array(z.string()) }).optional(),
});
export type SessionState = z.infer<typeof SessionState>;
