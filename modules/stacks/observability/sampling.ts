import type { Names } from '../../naming.ts';
import type { SamplingRule, TraceGroup } from '../../tracing/tracing.ts';

/** Purchases are few and matter most; of everything else a sample tells as much. Health checks tell nothing. */
export const samplingRules = (names: Names): readonly SamplingRule[] => [
  {
    name: names.of('samplingRule', 'health'),
    priority: 10,
    method: 'GET',
    path: '/health/*',
    perSecond: 0,
    share: 0,
  },
  {
    name: names.of('samplingRule', 'purchases'),
    priority: 20,
    method: 'POST',
    path: '/api/v1/checkouts*',
    perSecond: 10,
    share: 1,
  },
  { name: names.of('samplingRule', 'others'), priority: 100, method: '*', path: '*', perSecond: 1, share: 0.05 },
];

export const traceGroups = (names: Names): readonly TraceGroup[] => [
  { name: names.of('traceGroup', 'failing'), filter: 'fault = true' },
  { name: names.of('traceGroup', 'slow'), filter: 'responsetime > 2' },
  { name: names.of('traceGroup', 'purchases'), filter: 'http.url CONTAINS "/api/v1/checkouts"' },
];
