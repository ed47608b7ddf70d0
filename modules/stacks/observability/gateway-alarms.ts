import { minutes } from '../../alarm/alarm-spec.ts';
import { loadBalancerMetric, targetMetric } from '../../metric/resource-metrics.ts';
import type { Alarms } from './alarm-scope.ts';

/** Fewer than this a minute are one shopper's bad luck, not a shop's. */
const leastRequests = 50;

/** What customers meet at a region's entrance. */
export const gatewayAlarms: Alarms = ({ gateway }) => {
  const balancer = loadBalancerMetric(gateway);
  const targets = targetMetric(gateway);
  return [
    {
      name: 'gateway-errors',
      symptom: 'More than 2 % of the requests to this region are answered with a 5xx.',
      signal: {
        expression: `IF(requests > ${leastRequests}, 100 * (FILL(ours, 0) + FILL(balancers, 0)) / requests, 0)`,
        using: {
          requests: balancer('RequestCount', 'Sum'),
          ours: balancer('HTTPCode_Target_5XX_Count', 'Sum'),
          balancers: balancer('HTTPCode_ELB_5XX_Count', 'Sum'),
        },
      },
      is: 'above',
      threshold: 2,
      periodSeconds: minutes(1),
      bad: { periods: 3, of: 5 },
      silence: 'fine',
    },
    {
      name: 'gateway-slow',
      symptom: 'One request in a hundred takes longer than 2 seconds.',
      signal: targets('TargetResponseTime', 'p99'),
      is: 'above',
      threshold: 2,
      periodSeconds: minutes(1),
      bad: { periods: 5, of: 10 },
      silence: 'fine',
    },
    {
      name: 'gateway-without-hosts',
      symptom: 'No pod of the gateway is healthy: this region serves nobody.',
      signal: targets('HealthyHostCount', 'Minimum'),
      is: 'below',
      threshold: 1,
      periodSeconds: minutes(1),
      bad: { periods: 2, of: 2 },
      silence: 'bad',
    },
    {
      name: 'gateway-unhealthy-hosts',
      symptom: 'A pod of the gateway has failed its health check for 10 minutes.',
      signal: targets('UnHealthyHostCount', 'Maximum'),
      is: 'at least',
      threshold: 1,
      periodSeconds: minutes(1),
      bad: { periods: 10, of: 10 },
      silence: 'fine',
    },
  ];
};
