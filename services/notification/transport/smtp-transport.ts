import { createTransport } from 'nodemailer';
import { mailErrorFrom } from './mail-error.ts';
import type { MailTransport } from './mail-transport.ts';
import { messageOf } from './message.ts';

export interface SmtpOptions {
  /** `smtp[s]://[user:password@]host[:port]` */
  readonly url: string;
  readonly from: string;
  readonly connections: number;
  /** Longest wait for one mail, the wait for a free connection included. Default 30,000: within a delivery's lease. */
  readonly sendTimeoutMs?: number;
}

/** Longest wait for each step of a conversation, in milliseconds. */
const timeouts = { connectionTimeout: 5_000, greetingTimeout: 5_000, dnsTimeout: 5_000, socketTimeout: 15_000 };

/** Pooled connections: opening one costs more than sending a mail. */
export function createSmtpTransport({ url, from, connections, sendTimeoutMs = 30_000 }: SmtpOptions): MailTransport {
  const transporter = createTransport({
    url,
    pool: true,
    maxConnections: connections,
    maxMessages: Number.POSITIVE_INFINITY,
    // One for a connection that the server had closed while it was idle; beyond that the queue repeats, and counts.
    maxRequeues: 1,
    idleTimeout: 30_000,
    ...timeouts,
  });
  return {
    async send(mail, notificationId) {
      try {
        const signal = AbortSignal.timeout(sendTimeoutMs);
        await transporter.sendMail({ ...messageOf(mail, notificationId, from), signal });
      } catch (error) {
        throw mailErrorFrom(error);
      }
    },
    close: () => transporter.close(),
  };
}
