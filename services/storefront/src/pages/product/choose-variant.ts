import type { Product, ProductImage, ProductOption, Variant } from '../../api/catalog.ts';

/** Values of a product's options, by the option's name; one that is still to be chosen is missing. */
export type Choice = Readonly<Record<string, string>>;

type Variants = readonly Variant[];

/** Nobody's size can be guessed, and a wrong one comes back. */
const chosenByHand = 'Size';

/** What to show first: of a variant that can be bought, if there is one, everything but the size. */
export function firstChoice({ options, variants }: Pick<Product, 'options' | 'variants'>): Choice {
  const shown = (variants.find(({ available }) => available) ?? variants[0])?.optionValues ?? {};
  const preset = options.filter(({ name, values }) => name !== chosenByHand || values.length < 2);
  return only(
    shown,
    preset.map(({ name }) => name),
  );
}

/** The option that is to be chosen next, if any is. */
export function missingOption(options: readonly ProductOption[], choice: Choice): string | undefined {
  return options.find(({ name }) => choice[name] === undefined)?.name;
}

/** The variant that has just these values. */
export function findVariant(variants: Variants, choice: Choice): Variant | undefined {
  return variants.find(({ optionValues }) =>
    Object.entries(optionValues).every(([name, value]) => choice[name] === value),
  );
}

/** The variants that have all values chosen so far. */
export function variantsWith(variants: Variants, choice: Choice): Variant[] {
  return variants.filter(({ optionValues }) =>
    Object.entries(choice).every(([name, value]) => optionValues[name] === value),
  );
}

/** The first picture of what was chosen, by its place in the list; where no picture tells, the first of all. */
export function pictureOf(images: readonly ProductImage[], choice: Choice): number {
  const shown = images.findIndex(
    ({ optionValues = {} }) =>
      Object.keys(optionValues).length > 0 &&
      Object.entries(optionValues).every(([name, value]) => choice[name] === value),
  );
  return Math.max(shown, 0);
}

/** `choice` with one value changed, and others with it where the product is not made in the combination. */
export function changeChoice(variants: Variants, choice: Choice, name: string, value: string): Choice {
  const wanted = { ...choice, [name]: value };
  if (variantsWith(variants, wanted).length > 0) return wanted;
  const made = variantsWith(variants, { [name]: value });
  const nearest = made.find(({ available }) => available) ?? made[0];
  return nearest === undefined ? wanted : only(nearest.optionValues, Object.keys(wanted));
}

/** Whether some variant with this value and the other chosen ones can be bought. */
export function isOnSale(variants: Variants, choice: Choice, name: string, value: string): boolean {
  return variantsWith(variants, { ...choice, [name]: value }).some(({ available }) => available);
}

function only(values: Choice, names: readonly string[]): Choice {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}
