import { shelves } from '../assortment/departments.ts';
import type { Kind } from '../assortment/kind.ts';
import { colourOption } from '../assortment/option-schemes.ts';
import { drawColouredPicture, drawPicture, drawPlaceholder } from './draw-picture.ts';
import { pictureInColour, picturesOfKind, placeholderKey } from './picture-names.ts';

export interface Picture {
  /** In the media bucket. */
  readonly key: string;
  readonly draw: () => string;
}

/** Every picture that a product may show: some five hundred, whatever the number of products. */
export function allPictures(): Picture[] {
  return [{ key: placeholderKey, draw: drawPlaceholder }, ...shelves.flatMap(({ kind }) => picturesOf(kind))];
}

function picturesOf({ slug, options }: Kind): Picture[] {
  // Who comes in a single colour has no colour to choose, and shows the category's own pictures.
  const colours = options.filter(({ name, take: [, most] }) => name === colourOption && most > 1);
  return [
    ...picturesOfKind(slug).map(({ key, variation }) => ({ key, draw: () => drawPicture(slug, variation) })),
    ...colours.flatMap(({ values }) => values.flatMap((colour) => inBothForms(slug, colour))),
  ];
}

function inBothForms(slug: string, colour: string): Picture[] {
  return ([0, 1] as const).map((form) => ({
    key: pictureInColour(slug, colour, form).key,
    draw: () => drawColouredPicture(slug, colour, form),
  }));
}
