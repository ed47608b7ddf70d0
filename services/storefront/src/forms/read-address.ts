import type { Address } from '../api/address.ts';
import { formText } from './form-text.ts';

/**
 * The address whose fields are named `<prefix>.line1` and so on, or just `line1` without a prefix; optional lines left
 * empty are left out.
 */
export function readAddress(data: FormData, prefix?: string): Address {
  const field = (name: keyof Address) => formText(data, prefix === undefined ? name : `${prefix}.${name}`);
  const line2 = field('line2');
  const region = field('region');
  return {
    name: field('name'),
    line1: field('line1'),
    ...(line2 === '' ? {} : { line2 }),
    city: field('city'),
    ...(region === '' ? {} : { region }),
    postalCode: field('postalCode'),
    country: field('country'),
  };
}
