import { XrayGroup } from '@cdktf/provider-aws/lib/xray-group/index.js';
import { XraySamplingRule } from '@cdktf/provider-aws/lib/xray-sampling-rule/index.js';
import { Construct } from 'constructs';

export interface SamplingRule {
  /** At most 32 characters. */
  readonly name: string;
  /** The smallest is asked first. */
  readonly priority: number;
  readonly method: string;
  /** With `*` and `?`. */
  readonly path: string;
  /** So many requests a second are traced in any case. */
  readonly perSecond: number;
  /** Of the others so many, 0 to 1. */
  readonly share: number;
}

export interface TraceGroup {
  /** At most 32 characters. */
  readonly name: string;
  /** Which traces belong to it. Source: AWS X-Ray Developer Guide, "Use filter expressions". */
  readonly filter: string;
}

export interface TracingProps {
  readonly rules: readonly SamplingRule[];
  readonly groups: readonly TraceGroup[];
}

/** Which requests are traced, and which traces are looked at together. */
export class Tracing extends Construct {
  constructor(scope: Construct, id: string, { rules, groups }: TracingProps) {
    super(scope, id);
    for (const { name, priority, method, path, perSecond, share } of rules) {
      if (share < 0 || share > 1) throw new Error(`Sampling rule ${name}: ${share} is not a share from 0 to 1`);
      new XraySamplingRule(this, `rule-${priority}`, {
        ruleName: name,
        priority,
        version: 1,
        fixedRate: share,
        reservoirSize: perSecond,
        httpMethod: method,
        urlPath: path,
        host: '*',
        resourceArn: '*',
        serviceName: '*',
        serviceType: '*',
      });
    }
    for (const { name, filter } of groups) {
      new XrayGroup(this, `group-${name}`, {
        groupName: name,
        filterExpression: filter,
        insightsConfiguration: { insightsEnabled: true, notificationsEnabled: false },
      });
    }
  }
}
