/**
 * The mail system did not take a mail. It tells codes only, and keeps no cause: what mail systems answer quotes the
 * recipient's address, which must not reach a log.
 */
export class MailError extends Error {
  override readonly name = 'MailError';
  /** Asking again is pointless: there is no such mailbox. */
  readonly permanent: boolean;

  constructor(reason: string, { permanent }: { permanent: boolean }) {
    super(`the mail was not taken: ${reason}`);
    this.permanent = permanent;
  }
}

/** From what nodemailer and the SDK throw. Only a refused recipient is final; any other refusal may be about us. */
export function mailErrorFrom(thrown: unknown): MailError {
  const { code, command, responseCode, name } = thrown instanceof Error ? (thrown as Error & ErrorDetails) : {};
  const refused = typeof responseCode === 'number' && responseCode >= 500;
  const reason = [name, code, command, responseCode].filter((part) => part !== undefined).join(' ');
  return new MailError(reason, { permanent: refused && command === 'RCPT TO' });
}

interface ErrorDetails {
  code?: unknown;
  command?: unknown;
  responseCode?: unknown;
}
