import { createHash } from 'node:crypto';
import type { SendMailOptions } from 'nodemailer';
import type { Mail } from './mail-transport.ts';

/** Tells our own mail apart where the carrier sets a Message-ID of its own, as SES does. */
const notificationHeader = 'X-Evermart-Notification';

/**
 * The message as nodemailer builds it. The same notification has the same Message-ID, however often it is sent: mailboxes
 * that look at it show it once.
 */
export function messageOf(mail: Mail, notificationId: string, from: string): SendMailOptions {
  const id = createHash('sha256').update(notificationId).digest('hex').slice(0, 32);
  const domain = from.replace(/>$/, '').split('@').at(-1);
  return {
    from,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: `<${id}@${domain}>`,
    headers: {
      [notificationHeader]: id,
      'Content-Language': mail.language,
      // RFC 3834: no out-of-office answers to a machine.
      'Auto-Submitted': 'auto-generated',
    },
  };
}
