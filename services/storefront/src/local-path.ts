/** `next` if it is a path of this shop, else `fallback`: a link must not send people elsewhere after sign-in. */
export function localPath(next: string | null, fallback: string): string {
  if (next === null || !next.startsWith('/')) return fallback;
  const origin = 'http://shop.invalid';
  // Browsers read `/\host` and `//host` as another site, so the URL parser decides, not a pattern.
  const url = URL.canParse(next, origin) ? new URL(next, origin) : undefined;
  return url?.origin === origin ? `${url.pathname}${url.search}${url.hash}` : fallback;
}
