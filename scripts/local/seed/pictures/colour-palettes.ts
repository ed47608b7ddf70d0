import { type Palette, palettes } from './palette.ts';

/** What a thing of each colour of the assortment is painted with. */
const mainColours: Readonly<Record<string, string>> = {
  // soft
  Sand: '#cdb08a',
  Clay: '#b5654a',
  Moss: '#6f7f45',
  Fog: '#a9b4ba',
  Ink: '#2b3550',
  Plum: '#74395f',
  Rust: '#a4492a',
  Chalk: '#f1ede4',
  // plain
  Black: '#2a2a2c',
  White: '#fafafa',
  Navy: '#26396b',
  Olive: '#70703a',
  Grey: '#8b9096',
  Rose: '#d68c9c',
  Ochre: '#c98f2d',
  // bright
  Coral: '#ec6a55',
  Teal: '#1f8587',
  Mustard: '#d9a520',
  Lilac: '#a98bd0',
  Cobalt: '#2350c4',
  Mint: '#7fcdaa',
  Graphite: '#4a4f55',
};

const pale: ReadonlySet<string> = new Set(['Chalk', 'White']);

/**
 * A palette around one colour of the assortment, in a room that stands off from it.
 *
 * @throws RangeError for a colour that nobody has mixed
 */
export function paletteOf(colour: string): Palette {
  const main = mainColours[colour];
  if (main === undefined) throw new RangeError(`nobody has mixed ${colour} yet`);
  const room = palettes[Object.keys(mainColours).indexOf(colour) % palettes.length] ?? palettes[0];
  // A pale thing would be lost before a pale wall.
  const walls = pale.has(colour) ? { wall: room.floor, backdrop: room.backdrop, floor: room.main } : {};
  return { ...room, ...walls, main, deep: mixed(main, '#10131c', 0.55), pale: mixed(main, '#ffffff', 0.78) };
}

/** `share` of `other` in `colour`; both `#rrggbb`. */
function mixed(colour: string, other: string, share: number): string {
  const channels = [1, 3, 5].map((at) => {
    const [own = 0, added = 0] = [colour, other].map((hex) => Number.parseInt(hex.slice(at, at + 2), 16));
    return Math.round(own + (added - own) * share)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${channels.join('')}`;
}
