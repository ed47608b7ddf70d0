/** A product as the catalog's tables hold it, with its variants and their stock. */
export interface SeedProduct {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly brand: string;
  readonly description: string;
  readonly categories: readonly string[];
  readonly images: readonly {
    readonly url: string;
    readonly alt: string;
    readonly optionValues?: Readonly<Record<string, string>>;
  }[];
  readonly options: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly rating: { readonly average: number; readonly count: number } | undefined;
  readonly popularity: number;
  /** RFC 3339 UTC */
  readonly createdAt: string;
  readonly variants: readonly SeedVariant[];
}

export interface SeedVariant {
  readonly sku: string;
  readonly optionValues: Readonly<Record<string, string>>;
  /** Cents of EUR, tax included. */
  readonly priceMinor: number;
  readonly compareAtMinor: number | undefined;
  readonly onHand: number;
}
