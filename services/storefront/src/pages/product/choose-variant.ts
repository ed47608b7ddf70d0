import type { Product, Variant } from '../../api/catalog.ts';

/** One value for each option of a product, by the option's name. */
export type Choice = Readonly<Record<string, string>>;

type Variants = readonly Variant[];

/** What to show first: a variant that can be bought, if there is one. */
export function firstChoice({ variants }: Pick<Product, 'variants'>): Choice {
  return (variants.find(({ available }) => available) ?? variants[0])?.optionValues ?? {};
}

/** The variant that has just these values. */
export function findVariant(variants: Variants, choice: Choice): Variant | undefined {
  return variants.find(({ optionValues }) =>
    Object.entries(optionValues).every(([name, value]) => choice[name] === value),
  );
}

/** `choice` with one value changed, and others with it where the product is not made in the combination. */
export function changeChoice(variants: Variants, choice: Choice, name: string, value: string): Choice {
  const wanted = { ...choice, [name]: value };
  if (findVariant(variants, wanted) !== undefined) return wanted;
  const made = variants.filter(({ optionValues }) => optionValues[name] === value);
  return (made.find(({ available }) => available) ?? made[0])?.optionValues ?? wanted;
}

/** Whether some variant with this value and the other chosen ones can be bought. */
export function isOnSale(variants: Variants, choice: Choice, name: string, value: string): boolean {
  return findVariant(variants, { ...choice, [name]: value })?.available === true;
}
