import type { Platform } from '../../scripts/local/platform-options.ts';

export interface CaughtMail {
  readonly to: readonly { readonly address: string }[];
  readonly subject: string;
  readonly text: string;
}

/** What the mail catcher holds for an address, oldest first. */
export async function mailsTo(platform: Pick<Platform, 'process'>, address: string): Promise<CaughtMail[]> {
  const answer = await fetch(`${platform.process('mail').url}/api/email`);
  const mails = (await answer.json()) as CaughtMail[];
  return mails.filter(({ to }) => to.some((recipient) => recipient.address === address));
}
