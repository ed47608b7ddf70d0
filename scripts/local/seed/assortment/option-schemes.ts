import type { OptionScheme } from './kind.ts';

export const colourOption = 'Colour';

export function colours(values: readonly string[], take: OptionScheme['take']): OptionScheme {
  return { name: colourOption, values, take };
}

export function sizes(values: readonly string[], take: OptionScheme['take'], surchargePercent = 0): OptionScheme {
  return { name: 'Size', values, take, ordered: true, surchargePercent };
}

export const softColours = ['Sand', 'Clay', 'Moss', 'Fog', 'Ink', 'Plum', 'Rust', 'Chalk'];
export const plainColours = ['Black', 'White', 'Navy', 'Olive', 'Grey', 'Rose', 'Ochre'];
export const brightColours = ['Coral', 'Teal', 'Mustard', 'Lilac', 'Cobalt', 'Mint', 'Graphite'];
export const clothingSizes = ['XS', 'S', 'M', 'L', 'XL'];
