export interface ImageType {
  readonly contentType: string;
  readonly extension: string;
}

const png: ImageType = { contentType: 'image/png', extension: 'png' };
const jpeg: ImageType = { contentType: 'image/jpeg', extension: 'jpg' };
const webp: ImageType = { contentType: 'image/webp', extension: 'webp' };
const avif: ImageType = { contentType: 'image/avif', extension: 'avif' };

/**
 * What a file is by its first bytes, whatever its sender says; `undefined` for everything that is not a picture without
 * code in it, SVG included.
 */
export function imageTypeOf(file: Uint8Array): ImageType | undefined {
  const ascii = (from: number, to: number) => String.fromCharCode(...file.subarray(from, to));
  if (ascii(0, 8) === '\x89PNG\r\n\x1a\n') return png;
  if (file[0] === 0xff && file[1] === 0xd8 && file[2] === 0xff) return jpeg;
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return webp;
  if (ascii(4, 8) === 'ftyp' && ['avif', 'avis'].includes(ascii(8, 12))) return avif;
  return undefined;
}
