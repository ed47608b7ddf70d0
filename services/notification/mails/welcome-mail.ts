import type { Profile } from '@evermart/contracts/http/user';
import type { Mail } from '../transport/mail-transport.ts';
import { renderMail } from './render-mail.ts';
import { textsFor } from './texts.ts';

export type WelcomeMailComposer = (profile: Profile) => Mail;

export function createWelcomeMailComposer({ storefrontUrl }: { storefrontUrl: string }): WelcomeMailComposer {
  return ({ email, name, locale }) => {
    const { language, welcome, hello, visitShop, accountFooter } = textsFor(locale);
    return renderMail(email, {
      language,
      subject: welcome.subject,
      heading: welcome.heading,
      paragraphs: [hello(name), ...welcome.paragraphs],
      action: { label: visitShop, url: storefrontUrl },
      footer: accountFooter,
    });
  };
}
