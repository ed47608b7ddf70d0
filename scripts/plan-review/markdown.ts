/** Text from a plan is data: it must neither end a table nor become a link, a mention or HTML. */
export const escaped = (text: string) =>
  text
    .replaceAll('\r', '')
    .replaceAll('\n', ' ')
    .replace(/[\\`*_{}[\]()#+!|~]/g, (character) => `\\${character}`)
    .replaceAll('<', '&lt;')
    .replaceAll('@', '@\u200b');

/** As code: a backtick inside would end it, a pipe would end the cell. */
export const code = (text: string) => `\`${text.replaceAll('`', "'").replaceAll('\n', ' ').replaceAll('|', '\\|')}\``;

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A fence that is longer than any run of backticks inside it. */
export function fenced(language: string, lines: readonly string[]): string {
  const text = lines.join('\n');
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** `+12.34 USD`, with the sign that a reader looks for. */
export const signedUsd = (usd: number) => `${usd > 0 ? '+' : usd < 0 ? '−' : '±'}${Math.abs(usd).toFixed(2)} USD`;
