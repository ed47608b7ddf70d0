import { serviceNames } from '@evermart/contracts/topology';
import { type AlarmSpec, minutes } from '../../alarm/alarm-spec.ts';
import type { Alarms } from './alarm-scope.ts';
import { countedMetric } from './service-log-metrics.ts';

/** A log line tells once that something is wrong: the alarm goes on for an hour, so that nobody overlooks it. */
const toldOnce = { periodSeconds: minutes(5), bad: { periods: 1, of: 12 }, silence: 'fine' } as const;

/** What the services themselves say. */
export const serviceAlarms: Alarms = ({ names, settings }) => [
  ...serviceNames.map(
    (service): AlarmSpec => ({
      name: 'service-errors',
      subject: service,
      symptom: `${service} fails more than 20 requests in 5 minutes.`,
      signal: countedMetric(names, service, 'FailedRequests'),
      is: 'above',
      threshold: 20,
      periodSeconds: minutes(5),
      bad: { periods: 2, of: 3 },
      silence: 'fine',
    }),
  ),
  ...serviceNames.map(
    (service): AlarmSpec => ({
      name: 'background-work-failing',
      subject: service,
      symptom: `As much background work of ${service} began to fail as it has pods: events or recovery stand still.`,
      signal: countedMetric(names, service, 'FailingWork'),
      is: 'at least',
      threshold: settings.replicas[service],
      ...toldOnce,
    }),
  ),
  {
    name: 'checkout-stuck',
    symptom: 'A purchase could not be finished nor undone, however often it was tried.',
    signal: countedMetric(names, 'checkout', 'StuckCheckouts'),
    is: 'above',
    threshold: 0,
    ...toldOnce,
  },
  {
    name: 'payment-contradiction',
    symptom: 'The payment provider says something else about a payment than our records.',
    signal: countedMetric(names, 'payment', 'PaymentContradictions'),
    is: 'above',
    threshold: 0,
    ...toldOnce,
  },
  {
    name: 'search-degraded',
    symptom: 'Search answers from the catalogue, because OpenSearch does not.',
    signal: countedMetric(names, 'search', 'DegradedSearch'),
    is: 'at least',
    threshold: settings.replicas.search,
    ...toldOnce,
  },
  {
    name: 'redis-unavailable',
    symptom: 'The gateway works without Redis: no cache, and limits that each pod counts alone.',
    signal: countedMetric(names, 'api-gateway', 'RedisUnavailable'),
    is: 'at least',
    threshold: settings.replicas['api-gateway'],
    ...toldOnce,
  },
];
