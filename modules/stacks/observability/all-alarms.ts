import type { Alarms } from './alarm-scope.ts';
import { analyticsAlarms } from './analytics-alarms.ts';
import { auroraAlarms } from './aurora-alarms.ts';
import { redisAlarms, searchAlarms } from './cache-and-search-alarms.ts';
import { gatewayAlarms } from './gateway-alarms.ts';
import { messagingAlarms } from './messaging-alarms.ts';
import { platformAlarms } from './platform-alarms.ts';
import { serviceAlarms } from './service-alarms.ts';
import { tableAlarms } from './table-alarms.ts';

const parts = [
  gatewayAlarms,
  serviceAlarms,
  messagingAlarms,
  auroraAlarms,
  tableAlarms,
  redisAlarms,
  searchAlarms,
  platformAlarms,
  analyticsAlarms,
];

/** Every alarm of a region that watches a metric. */
export const allAlarms: Alarms = (scope) => parts.flatMap((part) => part(scope));

/** The alarms of which each means that customers can't buy: together they are the alarm `shop-impaired`. */
export const customersNotice: ReadonlySet<string> = new Set([
  'gateway-errors',
  'gateway-slow',
  'gateway-without-hosts',
  'checkout-stuck',
]);
