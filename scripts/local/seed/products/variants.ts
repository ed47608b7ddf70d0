import type { Kind, OptionScheme } from '../assortment/kind.ts';
import type { Random } from '../random.ts';
import type { SeedProduct, SeedVariant } from './seed-product.ts';

interface Choice {
  readonly optionValues: Readonly<Record<string, string>>;
  readonly surchargePercent: number;
}

/** Two to six variants: each combination of the values that the product comes in. */
export function variantsOf(kind: Kind, number: number, random: Random): Pick<SeedProduct, 'options' | 'variants'> {
  const offered = kind.options
    .map((scheme) => ({ scheme, values: valuesOf(scheme, random) }))
    // A single value leaves nothing to choose.
    .filter(({ values }) => values.length > 1);
  const choices = offered.reduce<Choice[]>(
    (before, { scheme, values }) =>
      before.flatMap((choice) => values.map((value, step) => extend(choice, scheme, value, step))),
    [{ optionValues: {}, surchargePercent: 0 }],
  );
  const [lowest, highest] = kind.priceMinor;
  const basePrice = lowest + (highest - lowest) * random.next() ** 2;
  const formerPercent = random.chance(0.15) ? random.integer(15, 40) : undefined;
  const skuStart = `${kind.code}-${number.toString(36).toUpperCase().padStart(5, '0')}`;
  return {
    options: offered.map(({ scheme: { name }, values }) => ({ name, values })),
    variants: choices.map(({ optionValues, surchargePercent }): SeedVariant => {
      const priceMinor = shelfPrice(basePrice * (1 + surchargePercent / 100));
      return {
        sku: [skuStart, ...Object.values(optionValues).map(codeOf)].join('-'),
        optionValues,
        priceMinor,
        compareAtMinor: formerPercent === undefined ? undefined : shelfPrice(priceMinor * (1 + formerPercent / 100)),
        onHand: random.integer(1_000, 5_000),
      };
    }),
  };
}

function valuesOf({ values, take: [least, most], ordered }: OptionScheme, random: Random): readonly string[] {
  const count = random.integer(least, most);
  if (ordered === undefined) return random.sample(values, count);
  const first = random.integer(0, values.length - count);
  return values.slice(first, first + count);
}

function extend(choice: Choice, { name, surchargePercent = 0 }: OptionScheme, value: string, step: number): Choice {
  return {
    optionValues: { ...choice.optionValues, [name]: value },
    surchargePercent: choice.surchargePercent + step * surchargePercent,
  };
}

/** Prices end as prices do: below 20 euros in .x9 or .x5, above in .00 or .90, above 100 in whole euros. */
function shelfPrice(minor: number): number {
  if (minor < 2_000) return Math.round(minor / 50) * 50 - 1;
  if (minor < 10_000) return Math.round(minor / 100) * 100 - 10;
  return Math.round(minor / 500) * 500 - 100;
}

/** "Mustard" -> "MUS", "0.75 l" -> "075L" */
function codeOf(value: string): string {
  return value
    .normalize('NFD')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, /^\d/.test(value) ? 4 : 3);
}
