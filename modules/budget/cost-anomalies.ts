import { CeAnomalyMonitor } from '@cdktf/provider-aws/lib/ce-anomaly-monitor/index.js';
import { CeAnomalySubscription } from '@cdktf/provider-aws/lib/ce-anomaly-subscription/index.js';
import { Construct } from 'constructs';

export interface CostAnomaliesProps {
  readonly name: string;
  readonly email: string;
  /** An anomaly that costs less is not told. */
  readonly leastUsd: number;
}

/**
 * Tells of a service that suddenly costs more than it used to. An account has one monitor of this kind.
 * Source: AWS Cost Management User Guide, "Detecting unusual spend with AWS Cost Anomaly Detection", quotas.
 */
export class CostAnomalies extends Construct {
  constructor(scope: Construct, id: string, { name, email, leastUsd }: CostAnomaliesProps) {
    super(scope, id);
    const monitor = new CeAnomalyMonitor(this, 'monitor', {
      name,
      monitorType: 'DIMENSIONAL',
      monitorDimension: 'SERVICE',
    });
    new CeAnomalySubscription(this, 'subscription', {
      name,
      frequency: 'DAILY',
      monitorArnList: [monitor.arn],
      subscriber: [{ type: 'EMAIL', address: email }],
      thresholdExpression: {
        dimension: {
          key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE',
          matchOptions: ['GREATER_THAN_OR_EQUAL'],
          values: [String(leastUsd)],
        },
      },
    });
  }
}
