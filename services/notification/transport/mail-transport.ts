/** An e-mail ready to go, whatever carries it. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** BCP 47, for screen readers and translators. */
  readonly language: string;
}

export interface MailTransport {
  /**
   * Resolves once the mail system has taken the mail. `notificationId` becomes its Message-ID.
   *
   * @throws MailError
   */
  send(mail: Mail, notificationId: string): Promise<void>;
  close(): void;
}
