import type { ShippingMethod } from '@evermart/contracts/http/checkout';
import { money } from '@evermart/contracts/money';
import { standardRateBasisPoints } from './tax-rates.ts';

type Zone = 'domestic' | 'union' | 'world';

interface MethodTariff {
  readonly code: string;
  readonly name: string;
  readonly zones: Readonly<
    Record<Zone, { readonly priceMinor: number; readonly days: readonly [min: number, max: number] }>
  >;
}

const domesticCountry = 'DE';

const tariffs: readonly MethodTariff[] = [
  {
    code: 'standard',
    name: 'Standard delivery',
    zones: {
      domestic: { priceMinor: 490, days: [2, 3] },
      union: { priceMinor: 990, days: [3, 6] },
      world: { priceMinor: 1990, days: [7, 14] },
    },
  },
  {
    code: 'express',
    name: 'Express delivery',
    zones: {
      domestic: { priceMinor: 1290, days: [1, 1] },
      union: { priceMinor: 1990, days: [1, 2] },
      world: { priceMinor: 3990, days: [2, 4] },
    },
  },
];

export function shippingMethodsFor(country: string, currency: string): ShippingMethod[] {
  return tariffs.map(({ code, name, zones }) => {
    const { priceMinor, days } = zones[zoneOf(country)];
    return { code, name, price: money(priceMinor, currency), estimatedDays: { min: days[0], max: days[1] } };
  });
}

function zoneOf(country: string): Zone {
  if (country === domesticCountry) return 'domestic';
  return country in standardRateBasisPoints ? 'union' : 'world';
}
