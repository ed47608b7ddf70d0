/** What varies between the variants of a product. */
export interface OptionScheme {
  readonly name: string;
  readonly values: readonly string[];
  /** How many of the values a product comes in, least and most. */
  readonly take: readonly [least: number, most: number];
  /** Values in their order on the product, as sizes are; otherwise as picked. */
  readonly ordered?: true;
  /** What each further value adds to the price, in percent. */
  readonly surchargePercent?: number;
}

/** A category of the lower level and all that its products are made of. */
export interface Kind {
  readonly slug: string;
  readonly name: string;
  /** Begins its SKUs: three capital letters. */
  readonly code: string;
  readonly nouns: readonly string[];
  /** Materials or manners, standing before the noun. */
  readonly traits: readonly string[];
  /** Cheapest and dearest, in cents. */
  readonly priceMinor: readonly [lowest: number, highest: number];
  /** The product of the numbers taken is 2 to 6. */
  readonly options: readonly OptionScheme[];
  /** "made for ..." */
  readonly uses: readonly string[];
  /** Sentences of which a description holds some. */
  readonly facts: readonly string[];
}

/** A category of the upper level. */
export interface Department {
  readonly slug: string;
  readonly name: string;
  readonly brands: readonly string[];
  readonly kinds: readonly Kind[];
}
