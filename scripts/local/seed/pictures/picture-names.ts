/** How many pictures a category has: its products share them. */
const picturesPerKind = 10;

export interface PictureName {
  /** Where the shop shows it. */
  readonly url: string;
  /** Its key in the media bucket: CloudFront hands the path on as it is. */
  readonly key: string;
  /** Which of the category's pictures it is, from 0. */
  readonly variation: number;
}

export function picturesOfKind(slug: string): PictureName[] {
  return Array.from({ length: picturesPerKind }, (_, variation) => {
    const key = `media/products/${slug}-${String(variation + 1).padStart(2, '0')}.svg`;
    return { url: `/${key}`, key, variation };
  });
}

/** Shown for a product without a picture of its own. */
export const placeholderKey = 'media/placeholder.svg';
