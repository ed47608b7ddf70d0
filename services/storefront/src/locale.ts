/** The language of the pages, so also of their numbers and dates: English, with the euro in front. */
export const shopLocale = 'en-IE';

/** What prices are in before any answer has told. */
export const shopCurrency = 'EUR';
