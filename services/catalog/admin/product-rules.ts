import type { ProductInput } from '@evermart/contracts/http/catalog';
import type { Money } from '@evermart/contracts/money';
import { type FieldError, ServiceError } from '@evermart/kit/problem';

/**
 * What a product must keep to beyond the shape of its members: prices that make sense, in the shop's currency, and
 * variants that are each exactly one choice of the options.
 *
 * @throws ServiceError `validation-failed` naming every wrong member
 */
export function assertProductRules(input: ProductInput, shopCurrency: string): void {
  const errors = [
    ...imageErrors(input),
    ...optionErrors(input),
    ...variantErrors(input),
    ...repeated(input.categories, (index) => `categories.${index}`),
    ...input.variants.flatMap((variant, index) => priceErrors(variant, `variants.${index}`, shopCurrency)),
  ];
  if (errors.length > 0)
    throw new ServiceError('validation-failed', 'The product is not valid: see errors.', { errors });
}

function imageErrors({ images, options }: ProductInput): FieldError[] {
  return images.flatMap(({ url, optionValues = {} }, index) => [
    ...(isOwnMedia(url) || isHttps(url)
      ? []
      : [{ path: `images.${index}.url`, message: 'must be a path below /media/ or an https:// address' }]),
    ...Object.entries(optionValues)
      .filter(([name, value]) => !options.some((option) => option.name === name && option.values.includes(value)))
      .map(([name]) => ({
        path: `images.${index}.optionValues.${name}`,
        message: 'must be a value of an option of this product',
      })),
  ]);
}

function isOwnMedia(url: string): boolean {
  return /^\/media\/[A-Za-z0-9][A-Za-z0-9/._-]*$/.test(url) && !url.includes('..');
}

function isHttps(url: string): boolean {
  return /^https:\/\/[^\s"'<>]+$/.test(url) && URL.canParse(url);
}

function optionErrors({ options }: ProductInput): FieldError[] {
  const names = options.map(({ name }) => name);
  return [
    ...repeated(names, (index) => `options.${index}.name`),
    ...options.flatMap(({ values }, option) => repeated(values, (index) => `options.${option}.values.${index}`)),
  ];
}

function variantErrors({ options, variants }: ProductInput): FieldError[] {
  const choices = variants.map(({ optionValues }) => JSON.stringify(options.map(({ name }) => optionValues[name])));
  const skus = variants.map(({ sku }) => sku);
  return [
    ...repeated(skus, (index) => `variants.${index}.sku`),
    ...repeated(choices, (index) => `variants.${index}.optionValues`),
    ...variants.flatMap(({ optionValues }, index) => choiceErrors(optionValues, `variants.${index}.optionValues`)),
  ];

  function choiceErrors(chosen: Readonly<Record<string, string>>, path: string): FieldError[] {
    const unknown = Object.keys(chosen).filter((name) => !options.some((option) => option.name === name));
    return [
      ...unknown.map((name) => ({ path: `${path}.${name}`, message: 'is not an option of this product' })),
      ...options.flatMap(({ name, values }) => {
        const value = chosen[name];
        if (value === undefined) return [{ path: `${path}.${name}`, message: 'is missing: each option needs a value' }];
        return values.includes(value)
          ? []
          : [{ path: `${path}.${name}`, message: `must be one of: ${values.join(', ')}` }];
      }),
    ];
  }
}

function priceErrors(
  { price, compareAtPrice }: { price: Money; compareAtPrice?: Money | undefined },
  path: string,
  currency: string,
): FieldError[] {
  const errors: FieldError[] = [];
  if (price.currency !== currency) errors.push({ path: `${path}.price.currency`, message: `must be ${currency}` });
  if (compareAtPrice === undefined) return errors;
  if (compareAtPrice.amountMinor <= price.amountMinor) {
    errors.push({ path: `${path}.compareAtPrice.amountMinor`, message: 'must be higher than the price' });
  }
  if (compareAtPrice.currency !== currency) {
    errors.push({ path: `${path}.compareAtPrice.currency`, message: `must be ${currency}` });
  }
  return errors;
}

/** One error for each value that stood before. */
function repeated(values: readonly string[], pathOf: (index: number) => string): FieldError[] {
  return values.flatMap((value, index) =>
    values.indexOf(value) < index ? [{ path: pathOf(index), message: 'stands here twice' }] : [],
  );
}
