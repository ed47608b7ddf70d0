import { collections } from '../assortment/collections.ts';
import { type Shelf, shelves } from '../assortment/departments.ts';
import type { Kind } from '../assortment/kind.ts';
import { colourOption } from '../assortment/option-schemes.ts';
import { pictureInColour, picturesOfKind } from '../pictures/picture-names.ts';
import { createRandom, type Random } from '../random.ts';
import { describeProduct } from './describe-product.ts';
import type { SeedProduct } from './seed-product.ts';
import { variantsOf } from './variants.ts';

const firstDayMs = Date.UTC(2023, 8, 1);
const lastDayMs = Date.UTC(2026, 9, 1);
const mostPopular = 1_000_000;

/** The product with this number: the same at every scale, and as many to each category. */
export function generateProduct(number: number): SeedProduct {
  const shelf = shelves[number % shelves.length];
  if (shelf === undefined) throw new RangeError('there is a shelf for every remainder');
  const random = createRandom(number);
  const { collection, trait, noun } = nameParts(shelf.kind, Math.floor(number / shelves.length));
  const name = `${collection} ${trait} ${noun}`;
  const { options, variants } = variantsOf(shelf.kind, number, random);
  return {
    id: idOf(random),
    slug: name
      .normalize('NFD')
      .toLowerCase()
      .replace(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-'),
    name,
    brand: random.pick(shelf.department.brands),
    description: describeProduct(shelf.kind, { collection, trait, noun }, random),
    categories: [shelf.kind.slug],
    images: imagesOf(shelf, name, options, random),
    options,
    rating: ratingOf(random),
    // Few are wanted by many: the square of a square thins out quickly.
    popularity: Math.round(mostPopular * random.next() ** 4),
    createdAt: new Date(random.integer(firstDayMs, lastDayMs)).toISOString(),
    variants,
  };
}

/** Walks through all combinations in an order that looks picked by hand; none comes twice before all have come. */
function nameParts({ nouns, traits, slug }: Kind, ordinal: number) {
  const combinations = collections.length * traits.length * nouns.length;
  if (ordinal >= combinations) throw new RangeError(`${slug} has names for ${combinations} products only`);
  const place = (ordinal * stride + slug.length * 17) % combinations;
  const at = <Part>(parts: readonly Part[], index: number): Part => {
    const part = parts[index % parts.length];
    if (part === undefined) throw new RangeError('nothing to name with');
    return part;
  };
  return {
    noun: at(nouns, place),
    trait: at(traits, Math.floor(place / nouns.length)),
    collection: at(collections, Math.floor(place / nouns.length / traits.length)),
  };
}

/** A prime that divides no number of combinations, so that the walk meets each of them. */
const stride = 2_237;

function idOf(random: Random): string {
  const hex = Array.from({ length: 4 }, () => random.integer(0, 0xffffffff).toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** One for each colour to choose from; else two or three of the category. */
function imagesOf(
  { kind }: Shelf,
  name: string,
  options: SeedProduct['options'],
  random: Random,
): SeedProduct['images'] {
  const views = random.sample(picturesOfKind(kind.slug), random.integer(2, 3));
  const colours = options.find((option) => option.name === colourOption)?.values;
  if (colours === undefined) {
    return views.map(({ url }, index) => ({ url, alt: index === 0 ? name : `${name}, view ${index + 1}` }));
  }
  const form = (views[0]?.variation ?? 0) % 2 === 0 ? 0 : 1;
  return colours.map((colour) => ({
    url: pictureInColour(kind.slug, colour, form).url,
    alt: `${name} in ${colour.toLowerCase()}`,
    optionValues: { [colourOption]: colour },
  }));
}

function ratingOf(random: Random): SeedProduct['rating'] {
  if (random.chance(0.15)) return undefined;
  const count = Math.ceil(600 * random.next() ** 3) + 1;
  return { average: Math.round((5 - 1.9 * random.next() ** 1.6) * 10) / 10, count };
}
