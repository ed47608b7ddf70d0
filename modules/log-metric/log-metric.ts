import { CloudwatchLogMetricFilter } from '@cdktf/provider-aws/lib/cloudwatch-log-metric-filter/index.js';
import { Construct } from 'constructs';

export interface LogMetricProps {
  readonly logGroupName: string;
  /** Counts log lines with this `event`; a `*` at either end stands for anything. */
  readonly event: string;
  /** Members that must be so besides, e.g. `{ outcome: 'failed' }`. None if left out. */
  readonly where?: Readonly<Record<string, string>>;
  readonly namespace: string;
  readonly metricName: string;
}

/**
 * Counts the lines of a log that tell of an event. A minute without one is told as 0, while anything is logged at all.
 * Source: Amazon CloudWatch Logs User Guide, "Filter pattern syntax", JSON.
 */
export class LogMetric extends Construct {
  constructor(scope: Construct, id: string, props: LogMetricProps) {
    super(scope, id);
    const { logGroupName, event, where = {}, namespace, metricName } = props;
    const terms = Object.entries({ event, ...where }).map(([member, value]) => `($.${member} = "${value}")`);
    new CloudwatchLogMetricFilter(this, 'filter', {
      name: metricName,
      logGroupName,
      pattern: `{ ${terms.join(' && ')} }`,
      metricTransformation: { namespace, name: metricName, value: '1', defaultValue: '0', unit: 'Count' },
    });
  }
}
