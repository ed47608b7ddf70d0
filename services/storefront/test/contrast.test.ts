import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

const [light = '', dark = ''] = readFileSync(join(import.meta.dirname, '../src/styles/tokens.css'), 'utf8').split(
  '@media',
);
const schemes = { light: colours(light), dark: { ...colours(light), ...colours(dark) } };

const grounds = ['paper', 'surface', 'tint'];
const texts: [string, string][] = [
  ...grounds.flatMap((ground): [string, string][] => [
    ['ink', ground],
    ['ink-soft', ground],
    ['brand', ground],
    ['brand-strong', ground],
  ]),
  ['danger', 'paper'],
  ['danger', 'surface'],
  ['good', 'paper'],
  ['on-brand', 'brand'],
  ['on-brand', 'brand-strong'],
  ['on-hero', 'hero'],
  ['on-hero-soft', 'hero'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ...['good', 'danger', 'warn'].flatMap((tone): [string, string][] => [
    [tone, `${tone}-tint`],
    ['ink', `${tone}-tint`],
  ]),
];
const edges: [string, string][] = [
  ['line-strong', 'surface'],
  ['line-strong', 'paper'],
  ['danger', 'surface'],
];

for (const [scheme, colour] of Object.entries(schemes)) {
  describe(`the ${scheme} colours`, () => {
    it('set text off its ground by at least 4.5 to 1 (WCAG 2.2, 1.4.3)', () => {
      expect(texts.filter(([text, ground]) => contrast(colour[text], colour[ground]) < 4.5)).to.deep.equal([]);
    });

    it('set the edges of controls off by at least 3 to 1 (WCAG 2.2, 1.4.11)', () => {
      expect(edges.filter(([edge, ground]) => contrast(colour[edge], colour[ground]) < 3)).to.deep.equal([]);
    });
  });
}

function colours(css: string): Record<string, string> {
  return Object.fromEntries(
    Array.from(css.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g), ([, name, value]) => [name, value]),
  );
}

/** The contrast ratio of two `#rrggbb` colours, as WCAG defines it. */
function contrast(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) throw new Error('a colour of the list is not among the tokens');
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
