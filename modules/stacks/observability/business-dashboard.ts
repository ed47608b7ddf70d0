import type { TopicName } from '@evermart/contracts/topology';
import type { Graph, Widget } from '../../dashboard/widget.ts';
import type { Metric } from '../../metric/metric.ts';
import { deliveryMetric, loadBalancerMetric, streamMetric, topicMetric } from '../../metric/resource-metrics.ts';
import type { AlarmScope } from './alarm-scope.ts';
import { countedMetric } from './service-log-metrics.ts';

const graph = (title: string, lines: Graph['lines']): Graph => ({ kind: 'graph', title, lines, periodSeconds: 300 });

/** Whether the shop sells, now. What it sold is the lake's to tell. */
export function businessDashboard(
  { names, gateway, environment }: AlarmScope,
  alarmArns: readonly string[],
): readonly (readonly Widget[])[] {
  const published = (topic: TopicName): Metric => topicMetric(names, topic)('NumberOfMessagesPublished', 'Sum');
  const counted = countedMetric;
  return [
    [
      {
        kind: 'note',
        markdown: [
          `# Evermart ${environment.name}`,
          `Events a minute, as they happen. Sums of money, the funnel and the products stand in Athena: workgroup \`${names.of('workgroup', 'analysts')}\`, views \`funnel\`, \`revenue\`, \`top_products\`, \`zero_result_searches\`.`,
        ].join('\n'),
      },
    ],
    [{ kind: 'alarms', title: 'What customers notice', alarmArns }],
    [
      graph('Visits: requests to the API', { requests: loadBalancerMetric(gateway)('RequestCount', 'Sum') }),
      graph('What shoppers do (views, searches, carts)', {
        events: streamMetric(names, 'clickstream')('IncomingRecords', 'Sum'),
      }),
      graph('Searches without a result', {
        searches: counted(names, 'search', 'SearchesWithoutResult'),
        'degraded search': counted(names, 'search', 'DegradedSearch'),
      }),
    ],
    [
      graph('Purchases: events of checkouts', { events: published('checkout-events') }),
      graph('Orders: events', {
        events: published('order-events'),
        'in the lake': deliveryMetric(names, 'order-events')('DeliveryToS3.Records', 'Sum'),
      }),
      graph('Payments: events', { events: published('payment-events') }),
    ],
    [
      graph('Purchases that needed help', {
        recovered: counted(names, 'checkout', 'RecoveredCheckouts'),
        stuck: counted(names, 'checkout', 'StuckCheckouts'),
        contradictions: counted(names, 'payment', 'PaymentContradictions'),
      }),
      graph('Mail to customers', {
        sent: counted(names, 'notification', 'MailSent'),
        undeliverable: counted(names, 'notification', 'MailUndeliverable'),
      }),
    ],
  ];
}
