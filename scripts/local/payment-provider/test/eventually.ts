/** Polls until the check gives something other than undefined or false, and returns it; throws after `limitMs`. */
export const eventually = async <T>(
  what: string,
  check: () => T | undefined | false | Promise<T | undefined | false>,
  limitMs = 8000,
): Promise<T> => {
  const endMs = Date.now() + limitMs;
  for (;;) {
    const result = await check();
    if (result !== undefined && result !== false) return result;
    if (Date.now() > endMs) throw new Error(`not within ${limitMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
