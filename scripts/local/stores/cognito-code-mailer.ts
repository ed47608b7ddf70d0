import type { Services } from 'cognito-local/lib/services/index.js';
import { createTransport } from 'nodemailer';

const subjects = {
  SignUp: 'Your Evermart confirmation code',
  ResendCode: 'Your Evermart confirmation code',
  ForgotPassword: 'Your Evermart password reset code',
  AdminCreateUser: 'Your Evermart temporary password',
  Authentication: 'Your Evermart sign-in code',
  UpdateUserAttribute: 'Your Evermart verification code',
  VerifyUserAttribute: 'Your Evermart verification code',
} as const;

/** Sends a person's code as Cognito does in AWS; the local mail catcher shows it. */
export function codeMailer(smtpUrl: string): Services['messages'] {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: 2000,
    greetingTimeout: 2000,
    socketTimeout: 5000,
  });
  return {
    async deliver(_context, source, _clientId, _poolId, _user, code, _metadata, delivery) {
      if (delivery.DeliveryMedium !== 'EMAIL') return;
      await transport.sendMail({
        from: 'Evermart <no-reply@evermart.test>',
        to: delivery.Destination,
        subject: subjects[source],
        text: `${subjects[source]} is ${code}\n`,
      });
    },
  };
}
