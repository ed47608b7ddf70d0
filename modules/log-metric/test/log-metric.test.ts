import { expect } from 'chai';
import { resourcesOf } from '../../test/resources-of.ts';
import { LogMetric } from '../log-metric.ts';

const filter = (where?: Readonly<Record<string, string>>) =>
  resourcesOf(
    (stack) =>
      new LogMetric(stack, 'metric', {
        logGroupName: '/evermart-dev/services/checkout',
        event: 'checkout.stuck',
        namespace: 'evermart-dev/checkout',
        metricName: 'StuckCheckouts',
        ...(where === undefined ? {} : { where }),
      }),
  ).only('aws_cloudwatch_log_metric_filter');

describe('a metric of a log', () => {
  it('counts lines of an event, and tells 0 while there are others only', () => {
    expect(filter().pattern).to.equal('{ ($.event = "checkout.stuck") }');
    expect(filter().metric_transformation).to.deep.include({ value: '1', default_value: '0' });
  });

  it('may ask for more than the event', () => {
    expect(filter({ outcome: 'sent' }).pattern).to.equal('{ ($.event = "checkout.stuck") && ($.outcome = "sent") }');
  });
});
