import type { Mutant } from '../mutant.ts';

export const gatewayMutants: readonly Mutant[] = [
  {
    guard: 'stale answers are renewed a few at a time',
    file: 'services/api-gateway/cache/response-cache.ts',
    find: 'if (renewals >= maxRenewals || flights.has(key)) return;',
    replace: 'if (flights.has(key)) return;',
    test: 'services/api-gateway/test/response-cache.test.ts',
    testName: 'are renewed a few at a time',
  },
];
