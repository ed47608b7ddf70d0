/** How many pictures a category has for products that come in one colour: they share them. */
const picturesPerKind = 10;

export interface PictureName {
  /** Where the shop shows it. */
  readonly url: string;
  /** Its key in the media bucket: CloudFront hands the path on as it is. */
  readonly key: string;
}

/** `variation` tells which of the category's pictures it is, from 0. */
export function picturesOfKind(slug: string): (PictureName & { readonly variation: number })[] {
  return Array.from({ length: picturesPerKind }, (_, variation) => ({
    ...named(`${slug}-${String(variation + 1).padStart(2, '0')}`),
    variation,
  }));
}

/** The picture of a category's thing in a colour, in one of its two forms. */
export function pictureInColour(slug: string, colour: string, form: 0 | 1): PictureName {
  return named(`${slug}-${colour.toLowerCase()}-${form + 1}`);
}

function named(name: string): PictureName {
  const key = `media/products/${name}.svg`;
  return { url: `/${key}`, key };
}

/** Shown for a product without a picture of its own. */
export const placeholderKey = 'media/placeholder.svg';
