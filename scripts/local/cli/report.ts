import type { Platform } from '../platform-options.ts';

/** Where everything is, and who can sign in. */
export function printReady(platform: Platform): void {
  const addresses = Object.entries(platform.addresses()).map(
    ([name, { url }]) => [name, withoutPassword(url)] as const,
  );
  const width = Math.max(...addresses.map(([name]) => name.length));
  const lines = [
    '',
    `The shop is open: ${platform.url}`,
    '',
    ...addresses.map(([name, url]) => `  ${name.padEnd(width)}  ${url}`),
    '',
    'People who can sign in:',
    ...platform.people.map(
      ({ email, password, groups }) =>
        `  ${email}  ${password}${groups.length === 0 ? '' : `  (${groups.join(', ')})`}`,
    ),
    '',
    'Ctrl-C ends it all.',
    '',
  ];
  process.stdout.write(lines.join('\n'));
}

export function printTimings(timings: ReturnType<Platform['timings']>): void {
  const longest = [...timings].sort((left, right) => right.ms - left.ms);
  const lines = longest.map(({ name, ms }) => `  ${(ms / 1000).toFixed(2).padStart(7)} s  ${name}`);
  process.stdout.write(['', 'What took how long:', ...lines, ''].join('\n'));
}

/** The full address is in .local/addresses.json. */
function withoutPassword(address: string): string {
  return address.replace(/:[^:@/]+@/, ':***@');
}
