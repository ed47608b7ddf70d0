/** What is counted in the services' log lines: an `event` that the services write becomes a metric. */
import { queues, type ServiceName, serviceNames, services } from '@evermart/contracts/topology';
import { type Metric, metricsOf } from '../../metric/metric.ts';
import type { Names } from '../../naming.ts';

export interface CountedEvent {
  readonly metric: CountedMetric;
  /** As the service logs it; a `*` stands for anything. */
  readonly event: string;
  readonly where?: Readonly<Record<string, string>>;
  readonly services: readonly ServiceName[];
}

export type CountedMetric =
  | 'FailedRequests'
  | 'FailedMessages'
  | 'FailingWork'
  | 'LostConnections'
  | 'StuckCheckouts'
  | 'RecoveredCheckouts'
  | 'FailedCheckoutSteps'
  | 'PaymentContradictions'
  | 'DegradedSearch'
  | 'SearchesWithoutResult'
  | 'RedisUnavailable'
  | 'MailSent'
  | 'MailUndeliverable';

const withDatabase = serviceNames.filter((name) => services[name].database !== undefined);
const withQueue = queues.map(({ consumer }) => consumer);
const withRedis = serviceNames.filter((name) => services[name].redis);

export const countedEvents: readonly CountedEvent[] = [
  { metric: 'FailedRequests', event: 'request.failed', services: serviceNames },
  // Every poller tells when it begins to fail: outbox-relay, checkout-recovery, payment-reconciliation ...
  { metric: 'FailingWork', event: '*.failing', services: serviceNames },
  { metric: 'FailedMessages', event: 'queue.message-failed', services: withQueue },
  { metric: 'LostConnections', event: 'postgres.connection-lost', services: withDatabase },
  { metric: 'RedisUnavailable', event: 'redis.unavailable', services: withRedis },
  { metric: 'StuckCheckouts', event: 'checkout.stuck', services: ['checkout'] },
  { metric: 'RecoveredCheckouts', event: 'checkout.recovered', services: ['checkout'] },
  { metric: 'FailedCheckoutSteps', event: 'checkout.step-failed', services: ['checkout'] },
  { metric: 'PaymentContradictions', event: 'payment.contradiction', services: ['payment'] },
  { metric: 'DegradedSearch', event: 'search.degraded', services: ['search'] },
  { metric: 'SearchesWithoutResult', event: 'search.no-results', services: ['search'] },
  { metric: 'MailSent', event: 'notification.ended', where: { outcome: 'sent' }, services: ['notification'] },
  {
    metric: 'MailUndeliverable',
    event: 'notification.ended',
    where: { outcome: 'undeliverable' },
    services: ['notification'],
  },
];

export const countedOf = (service: ServiceName): readonly CountedEvent[] =>
  countedEvents.filter((counted) => counted.services.includes(service));

/** A filter can't name both a dimension and a value for silence, so the service is part of the namespace. */
export const serviceNamespace = (names: Names, service: ServiceName) => `${names.prefix}/${service}`;

export const countedMetric = (names: Names, service: ServiceName, metric: CountedMetric): Metric =>
  metricsOf(serviceNamespace(names, service), {})(metric, 'Sum');
