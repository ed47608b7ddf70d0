import type { Subject } from '@evermart/contracts/http/subject';
import { Profile } from '@evermart/contracts/http/user';
import type { ServiceClient } from '@evermart/kit/http-client';

const defaultLocale = 'en';
const timeoutMs = 300;

/** The language of the order's e-mails. A purchase never waits for it or fails over it. */
export async function localeOf({ customerId }: Subject, user: ServiceClient): Promise<string> {
  if (customerId === undefined) return defaultLocale;
  try {
    const path = `/customers/${encodeURIComponent(customerId)}`;
    const { locale } = await user.call({ method: 'GET', path, timeoutMs }, Profile.pick({ locale: true }));
    return locale;
  } catch {
    return defaultLocale;
  }
}
