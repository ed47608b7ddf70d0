import type { Locale } from '@evermart/contracts/http/user';

/** What an e-mail says, in the reader's language and already formatted; `render-text` and `render-html` give it a form. */
export interface MailContent {
  readonly language: Locale;
  readonly subject: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly summary?: OrderSummary;
  readonly action?: { readonly label: string; readonly url: string };
  /** Why the reader gets this mail. */
  readonly footer: string;
}

export interface OrderSummary {
  readonly caption: string;
  readonly columns: { readonly article: string; readonly quantity: string; readonly amount: string };
  readonly lines: readonly { readonly article: string; readonly quantity: string; readonly amount: string }[];
  /** The last one is the total. */
  readonly totals: readonly { readonly label: string; readonly amount: string }[];
  readonly address: { readonly label: string; readonly lines: readonly string[] };
}
