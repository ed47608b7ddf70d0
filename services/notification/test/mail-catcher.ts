import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { eventually } from '../../../test/support/eventually.ts';

export interface CaughtMail extends ParsedMail {
  recipient: string;
}

/** A real SMTP server that keeps what it takes, and does what a test asks when a mail comes. */
export async function startMailCatcher({ port = 0 } = {}) {
  const mails: CaughtMail[] = [];
  const state = {
    connections: 0,
    unknownRecipients: new Set<string>(),
    /** Runs once a mail is taken and before its sender hears of it. */
    onTaken: (_mail: CaughtMail): void => {},
    /** Takes mails and never says so. */
    silent: false,
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onConnect: (_session, callback) => {
      state.connections += 1;
      callback();
    },
    onRcptTo: ({ address }, _session, callback) => {
      const unknown = state.unknownRecipients.has(address);
      callback(unknown ? Object.assign(new Error(`<${address}>: no such user`), { responseCode: 550 }) : null);
    },
    onData: async (stream, session, callback) => {
      const parsed = await simpleParser(stream);
      const mail = { ...parsed, recipient: session.envelope.rcptTo[0]?.address ?? '' };
      mails.push(mail);
      state.onTaken(mail);
      if (!state.silent) callback();
    },
  });
  // A peer that was killed resets its connection: nothing to answer.
  server.on('error', () => {});
  const listening = server.listen(port, '127.0.0.1');
  await new Promise<void>((resolve, reject) => listening.once('listening', resolve).once('error', reject));

  return {
    url: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    mails,
    state,
    to: (recipient: string) => mails.filter((mail) => mail.recipient === recipient),
    /** The mails to somebody, once there are that many. */
    waitFor: (recipient: string, count = 1) =>
      eventually(() => {
        const caught = mails.filter((mail) => mail.recipient === recipient);
        return caught.length >= count && caught;
      }),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
