import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { awsHttpHandler } from '@evermart/kit/aws-http-handler';
import { createTransport } from 'nodemailer';
import { mailErrorFrom } from './mail-error.ts';
import type { MailTransport } from './mail-transport.ts';
import { messageOf } from './message.ts';

export interface SesOptions {
  readonly region: string;
  readonly endpoint?: string | undefined;
  readonly from: string;
}

/** Amazon SES v2. It replaces the Message-ID by its own, so only our own header tells a repeated mail. */
export function createSesTransport({ region, endpoint, from }: SesOptions): MailTransport {
  const sesClient = new SESv2Client({
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    // The client would repeat a send whose answer was lost; the queue does so with the delivery's record.
    maxAttempts: 1,
    requestHandler: awsHttpHandler({ connectTimeoutMs: 1_000, answerTimeoutMs: 10_000 }),
  });
  const transporter = createTransport({ SES: { sesClient, SendEmailCommand } });
  return {
    async send(mail, notificationId) {
      try {
        await transporter.sendMail(messageOf(mail, notificationId, from));
      } catch (error) {
        throw mailErrorFrom(error);
      }
    },
    close: () => sesClient.destroy(),
  };
}
