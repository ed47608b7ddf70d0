import { shopLocale } from './locale.ts';

const dayFormat = new Intl.DateTimeFormat(shopLocale, { dateStyle: 'long' });
const momentFormat = new Intl.DateTimeFormat(shopLocale, { dateStyle: 'medium', timeStyle: 'short' });

/** An RFC 3339 time as a day in the shopper's own time zone. */
export const formatDay = (time: string): string => dayFormat.format(new Date(time));

/** An RFC 3339 time with its hour and minute, in the shopper's own time zone. */
export const formatMoment = (time: string): string => momentFormat.format(new Date(time));
