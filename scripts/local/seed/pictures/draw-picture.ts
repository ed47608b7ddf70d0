import { paletteOf } from './colour-palettes.ts';
import type { Motif } from './motif.ts';
import { clothingMotifs } from './motifs/clothing.ts';
import { electronicsMotifs } from './motifs/electronics.ts';
import { homeMotifs } from './motifs/home.ts';
import { kitchenMotifs } from './motifs/kitchen.ts';
import { outdoorMotifs } from './motifs/outdoor.ts';
import { paperAndPlayMotifs } from './motifs/paper-and-play.ts';
import { type Palette, palettes } from './palette.ts';

const motifs: Readonly<Record<string, Motif>> = {
  ...homeMotifs,
  ...kitchenMotifs,
  ...clothingMotifs,
  ...electronicsMotifs,
  ...outdoorMotifs,
  ...paperAndPlayMotifs,
};

/**
 * The SVG of one of a category's pictures: five palettes times two forms give ten that differ, on four backdrops.
 *
 * @throws RangeError for a category without a motif
 */
export function drawPicture(kind: string, variation: number): string {
  const paint = palettes[(variation + kind.length) % palettes.length] ?? palettes[0];
  return frame(paint, variation + kind.length, motifOf(kind)(paint, variation % 2 === 0 ? 0 : 1));
}

/**
 * The SVG of one of a category's things in one of its colours.
 *
 * @throws RangeError for a category without a motif, and for a colour that nobody has mixed
 */
export function drawColouredPicture(kind: string, colour: string, form: 0 | 1): string {
  const paint = paletteOf(colour);
  return frame(paint, kind.length + form, motifOf(kind)(paint, form));
}

function motifOf(kind: string): Motif {
  const motif = motifs[kind];
  if (motif === undefined) throw new RangeError(`nobody has drawn ${kind} yet`);
  return motif;
}

export function drawPlaceholder(): string {
  const paint = palettes[0];
  return frame(
    paint,
    0,
    `<path d="M130 316V176l70-40 70 40v140z" fill="${paint.pale}"/><path d="M130 176l70 40 70-40M200 216v100" fill="none" stroke="${paint.floor}" stroke-width="6"/>`,
  );
}

function frame(paint: Palette, backdrop: number, thing: string): string {
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="800" height="800">',
    `<rect width="400" height="400" fill="${paint.wall}"/>`,
    backdrops[backdrop % backdrops.length]?.(paint),
    `<rect y="300" width="400" height="100" fill="${paint.floor}"/>`,
    `<ellipse cx="200" cy="318" rx="116" ry="13" fill="${paint.deep}" opacity=".16"/>`,
    thing,
    '</svg>',
  ].join('\n');
}

const backdrops: readonly ((paint: Palette) => string)[] = [
  ({ backdrop }) => `<circle cx="200" cy="190" r="140" fill="${backdrop}"/>`,
  ({ backdrop }) => `<path d="M84 300V166a116 116 0 0 1 232 0v134z" fill="${backdrop}"/>`,
  ({ backdrop }) => `<path d="M0 300L400 96v204z" fill="${backdrop}"/>`,
  ({ backdrop, accent }) =>
    `<rect x="70" y="60" width="260" height="240" fill="${backdrop}"/><circle cx="300" cy="98" r="20" fill="${accent}" opacity=".55"/>`,
];
