import type { Locale } from '@evermart/contracts/http/user';
import { german } from './texts-de.ts';
import { english } from './texts-en.ts';

/** Everything a mail says in one language. A new language is one more file of this shape. */
export interface MailTexts {
  readonly language: Locale;
  readonly hello: (name: string) => string;
  readonly paid: (number: string) => MailWords;
  readonly backordered: string;
  readonly shipped: (number: string) => MailWords;
  readonly shippedBy: (carrier: string, trackingNumber: string | undefined) => string;
  readonly cancelled: (number: string) => MailWords;
  readonly cancelledRefund: (amount: string) => string;
  readonly refunded: (number: string, amount: string) => MailWords;
  readonly welcome: MailWords;
  readonly order: {
    readonly caption: (number: string) => string;
    readonly article: string;
    readonly quantity: string;
    readonly amount: string;
    readonly subtotal: string;
    readonly discount: string;
    readonly shipping: string;
    readonly total: (tax: string) => string;
    readonly shipTo: string;
    readonly see: string;
  };
  readonly visitShop: string;
  readonly orderFooter: string;
  readonly accountFooter: string;
}

export interface MailWords {
  readonly subject: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

const textsByLanguage: Readonly<Record<Locale, MailTexts>> = { en: english, de: german };

/** By the language of a BCP 47 tag (`de-AT` reads German); English for any other. */
export function textsFor(locale: string): MailTexts {
  const language = locale.slice(0, 2).toLowerCase();
  return language === 'de' ? textsByLanguage.de : textsByLanguage.en;
}
