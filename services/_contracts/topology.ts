/**
 * What exists, and who may use it: the one source that the local platform, the services' configuration,
 * the infrastructure and the charts read. A resource that is not here does not exist anywhere.
 *
 * Names are logical; `physical-names.ts` derives the names in an environment and `settings.ts` the environment
 * variables that a service is given.
 *
 * It is longer than other files on purpose: its parts name each other (a queue its service and topic, a service its
 * callees), and what exists should be seen in one place.
 */
import type { EventType } from './events/event-types.ts';

export const serviceNames = [
  'api-gateway',
  'catalog',
  'search',
  'cart',
  'checkout',
  'order',
  'payment',
  'user',
  'notification',
  'recommendations',
] as const;
export type ServiceName = (typeof serviceNames)[number];

export type DatabaseName = 'catalog' | 'orders' | 'payments' | 'users';
export const bucketNames = ['static', 'media', 'lake', 'backups'] as const;
export type BucketName = (typeof bucketNames)[number];
/** `edge-logs`: CloudFront's real-time logs. No service writes there, so a local start has none. */
export type StreamName = 'clickstream' | 'edge-logs';
export type TopicName = `${Publisher}-events`;
export type Publisher = 'api-gateway' | 'catalog' | 'checkout' | 'order' | 'payment' | 'user';
export type QueueName = `${ServiceName}-events`;

/** Who may reach it: `public` listeners sit behind the load balancer, `internal` ones only behind network policies. */
export type Exposure = 'public' | 'internal';

export interface Service {
  readonly name: ServiceName;
  /** The port it listens on, in a cluster and (shifted by the region's base) in a local start. */
  readonly port: number;
  readonly exposure: Exposure;
  /** Services it calls over HTTP. Everything else is closed by network policy. */
  readonly calls: readonly ServiceName[];
  /** Its own Aurora database (a schema owner of its own). */
  readonly database?: DatabaseName;
  readonly tables: readonly TableName[];
  readonly redis?: true;
  readonly openSearch?: true;
  readonly cognito?: true;
  readonly email?: true;
  readonly buckets: readonly BucketName[];
  readonly streams: readonly StreamName[];
  /** The payment providers' APIs, reached through the NAT gateways. */
  readonly paymentProviders?: true;
  /** Secrets that it alone reads, beside the ones that its stores bring. */
  readonly secrets: readonly SecretName[];
}

export type SecretName = 'internal-token' | 'session-cookie' | 'cognito-client' | 'payment-sandbox' | 'payment-stripe';

const none = [] as const;

export const services: Readonly<Record<ServiceName, Service>> = {
  'api-gateway': {
    name: 'api-gateway',
    port: 4100,
    exposure: 'public',
    calls: ['catalog', 'search', 'cart', 'checkout', 'order', 'payment', 'user', 'notification', 'recommendations'],
    tables: ['sessions'],
    redis: true,
    cognito: true,
    buckets: none,
    streams: ['clickstream'],
    secrets: ['internal-token', 'session-cookie', 'cognito-client'],
  },
  catalog: {
    name: 'catalog',
    port: 4101,
    exposure: 'internal',
    calls: none,
    database: 'catalog',
    tables: none,
    buckets: ['media'],
    streams: none,
    secrets: ['internal-token'],
  },
  search: {
    name: 'search',
    port: 4102,
    exposure: 'internal',
    calls: ['catalog'],
    tables: none,
    openSearch: true,
    buckets: none,
    streams: none,
    secrets: ['internal-token'],
  },
  cart: {
    name: 'cart',
    port: 4103,
    exposure: 'internal',
    calls: ['catalog'],
    tables: ['carts'],
    buckets: none,
    streams: none,
    secrets: ['internal-token'],
  },
  checkout: {
    name: 'checkout',
    port: 4104,
    exposure: 'internal',
    calls: ['cart', 'catalog', 'user', 'payment', 'order'],
    tables: ['checkouts'],
    buckets: none,
    streams: none,
    secrets: ['internal-token'],
  },
  order: {
    name: 'order',
    port: 4105,
    exposure: 'internal',
    calls: ['payment', 'catalog'],
    database: 'orders',
    tables: none,
    buckets: none,
    streams: none,
    secrets: ['internal-token'],
  },
  payment: {
    name: 'payment',
    port: 4106,
    exposure: 'internal',
    calls: none,
    database: 'payments',
    tables: none,
    buckets: none,
    streams: none,
    paymentProviders: true,
    secrets: ['internal-token', 'payment-sandbox', 'payment-stripe'],
  },
  user: {
    name: 'user',
    port: 4107,
    exposure: 'internal',
    calls: none,
    database: 'users',
    tables: none,
    buckets: none,
    streams: none,
    secrets: ['internal-token'],
  },
  notification: {
    name: 'notification',
    port: 4108,
    exposure: 'internal',
    calls: ['user'],
    tables: ['notifications'],
    email: true,
    buckets: none,
    streams: none,
    secrets: ['internal-token'],
  },
  recommendations: {
    name: 'recommendations',
    port: 4109,
    exposure: 'internal',
    calls: ['catalog'],
    tables: ['recommendations'],
    buckets: none,
    streams: none,
    secrets: ['internal-token'],
  },
};

export type AttributeType = 'S' | 'N';

export interface TableKey {
  readonly name: string;
  readonly type: AttributeType;
}

export interface TableIndex {
  readonly name: string;
  readonly partitionKey: TableKey;
  readonly sortKey: TableKey;
  readonly projection: 'KEYS_ONLY' | 'ALL';
}

export interface Table {
  readonly name: TableName;
  readonly owner: ServiceName;
  readonly partitionKey: TableKey;
  readonly sortKey?: TableKey;
  /** Attribute with the expiry in epoch seconds. A strongly consistent table can't have one: a purge job replaces it. */
  readonly ttlAttribute?: string;
  readonly indexes: readonly TableIndex[];
  /** `multi-region-strong`: RPO 0 with a witness region; no transactions, TTL or local indexes there. */
  readonly consistency: 'multi-region-eventual' | 'multi-region-strong';
}

export type TableName = 'sessions' | 'carts' | 'checkouts' | 'notifications' | 'recommendations';

export const tables: Readonly<Record<TableName, Table>> = {
  sessions: {
    name: 'sessions',
    owner: 'api-gateway',
    partitionKey: { name: 'sessionId', type: 'S' },
    ttlAttribute: 'expiresAtSeconds',
    indexes: [],
    consistency: 'multi-region-eventual',
  },
  carts: {
    name: 'carts',
    owner: 'cart',
    partitionKey: { name: 'cartId', type: 'S' },
    ttlAttribute: 'expiresAtSeconds',
    indexes: [],
    consistency: 'multi-region-eventual',
  },
  checkouts: {
    name: 'checkouts',
    owner: 'checkout',
    partitionKey: { name: 'checkoutId', type: 'S' },
    indexes: [
      {
        // Sparse: an item stands in it only while the saga or its outbox has work left, so recovery reads what is open and no more.
        name: 'open-checkouts',
        partitionKey: { name: 'openShard', type: 'S' },
        sortKey: { name: 'dueAtMs', type: 'N' },
        projection: 'KEYS_ONLY',
      },
    ],
    consistency: 'multi-region-strong',
  },
  notifications: {
    name: 'notifications',
    owner: 'notification',
    partitionKey: { name: 'notificationId', type: 'S' },
    ttlAttribute: 'expiresAtSeconds',
    indexes: [],
    consistency: 'multi-region-eventual',
  },
  recommendations: {
    name: 'recommendations',
    owner: 'recommendations',
    partitionKey: { name: 'scope', type: 'S' },
    sortKey: { name: 'item', type: 'S' },
    ttlAttribute: 'expiresAtSeconds',
    indexes: [],
    consistency: 'multi-region-eventual',
  },
};

export const publishers: readonly Publisher[] = ['api-gateway', 'catalog', 'checkout', 'order', 'payment', 'user'];

export function topicOf(publisher: Publisher): TopicName {
  return `${publisher}-events`;
}

export interface Subscription {
  readonly topic: TopicName;
  /** The event types that pass the filter policy (attribute `type`). */
  readonly types: readonly EventType[];
  /** A further attribute that must have one of these values, e.g. how a payment was settled. */
  readonly settledBy?: readonly SettledBy[];
}

/** Who brought the news of a payment: the caller itself, or somebody after it had stopped waiting. */
export type SettledBy = 'response' | 'webhook' | 'reconciliation';

export interface Queue {
  readonly name: QueueName;
  readonly consumer: ServiceName;
  readonly subscriptions: readonly Subscription[];
  readonly visibilityTimeoutSeconds: number;
  /** Receives before a message moves to the dead-letter queue, named `<queue>-dlq`. */
  readonly maxReceiveCount: number;
}

const belatedly = ['webhook', 'reconciliation'] as const;

export const queues: readonly Queue[] = [
  {
    name: 'search-events',
    consumer: 'search',
    subscriptions: [
      { topic: 'catalog-events', types: ['product.created', 'product.updated', 'product.deleted', 'stock.changed'] },
    ],
    visibilityTimeoutSeconds: 30,
    maxReceiveCount: 5,
  },
  {
    name: 'checkout-events',
    consumer: 'checkout',
    // A payment that was settled while checkout waited for the answer needs no event: checkout has the answer.
    subscriptions: [
      { topic: 'payment-events', types: ['payment.authorized', 'payment.declined'], settledBy: belatedly },
    ],
    visibilityTimeoutSeconds: 30,
    maxReceiveCount: 5,
  },
  {
    name: 'order-events',
    consumer: 'order',
    subscriptions: [
      {
        topic: 'payment-events',
        types: ['payment.captured', 'payment.voided', 'payment.refunded'],
        settledBy: belatedly,
      },
      { topic: 'checkout-events', types: ['checkout.failed'] },
    ],
    visibilityTimeoutSeconds: 30,
    maxReceiveCount: 5,
  },
  {
    name: 'notification-events',
    consumer: 'notification',
    subscriptions: [
      { topic: 'order-events', types: ['order.paid', 'order.shipped', 'order.cancelled', 'order.refunded'] },
      { topic: 'user-events', types: ['user.registered', 'user.updated'] },
    ],
    visibilityTimeoutSeconds: 60,
    maxReceiveCount: 5,
  },
  {
    name: 'recommendations-events',
    consumer: 'recommendations',
    subscriptions: [
      { topic: 'order-events', types: ['order.paid'] },
      { topic: 'api-gateway-events', types: ['shopper.product-viewed', 'shopper.added-to-cart'] },
    ],
    visibilityTimeoutSeconds: 30,
    maxReceiveCount: 5,
  },
];

export function queueOf(service: ServiceName): Queue | undefined {
  return queues.find((queue) => queue.consumer === service);
}

export function isPublisher(service: ServiceName): service is Publisher {
  return (publishers as readonly ServiceName[]).includes(service);
}

/** The services that call `callee`: what its network policy lets in. */
export function callersOf(callee: ServiceName): readonly ServiceName[] {
  return serviceNames.filter((name) => services[name].calls.includes(callee));
}
