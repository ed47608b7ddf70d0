import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseCookie, stringifySetCookie } from 'cookie';

export const cookieName = 'evermart_session';
/** Browsers keep a cookie for at most 400 days; it is renewed at each visit after a week. */
const maxAgeSeconds = 365 * 86_400;
const localHosts = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

export function readVisitorCookie(request: IncomingMessage): string | undefined {
  const header = request.headers.cookie;
  return header?.includes(cookieName) ? parseCookie(header)[cookieName] : undefined;
}

/** `Secure` everywhere but on the developer's own machine, which has no TLS. */
export function setVisitorCookie(request: IncomingMessage, response: ServerResponse, value: string): void {
  response.setHeader(
    'Set-Cookie',
    stringifySetCookie({
      name: cookieName,
      value,
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      maxAge: maxAgeSeconds,
      secure: !localHosts.test(request.headers.host ?? ''),
    }),
  );
}
