import { Lb } from '@cdktf/provider-aws/lib/lb/index.js';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener/index.js';
import { LbListenerRule } from '@cdktf/provider-aws/lib/lb-listener-rule/index.js';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group/index.js';
import { readinessPath, takeoverPath } from '@evermart/contracts/http/region-probes';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { suppress } from '../suppress.ts';
import { deregistrationSeconds } from './draining.ts';

export interface LoadBalancerProps {
  readonly name: string;
  readonly vpcId: string;
  /** Public ones, one a zone. */
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly certificateArn: string;
  /** Where its log goes; the bucket's policy must stand before. */
  readonly logs: { readonly bucket: string; readonly after: ITerraformDependable };
  /** The port of the pods. */
  readonly targetPort: number;
  /**
   * Requests need this header with one of these values. A value is secret: it stands in the state, which is encrypted,
   * and in no synthesized file. Two values while one is replaced by the other.
   */
  readonly secretHeader: { readonly name: string; readonly values: readonly string[] };
}

/** What Route 53 asks; it can't send a header. */
const probes = [readinessPath, takeoverPath];

/**
 * The public way into a region, owned by Terraform, so that its address and its security groups outlive the cluster.
 * Pods join the target group by a TargetGroupBinding. Who doesn't come through our distribution gets a 403.
 */
export class LoadBalancer extends Construct {
  readonly arn: string;
  /** `app/<name>/<id>`, as CloudWatch calls it. */
  readonly arnSuffix: string;
  readonly dnsName: string;
  readonly zoneId: string;
  readonly targetGroupArn: string;
  readonly targetGroupArnSuffix: string;

  constructor(scope: Construct, id: string, props: LoadBalancerProps) {
    super(scope, id);
    const balancer = this.#balancer(props);
    const targets = this.#targets(props);
    this.#listener(props, balancer, targets);
    this.arn = balancer.arn;
    this.arnSuffix = balancer.arnSuffix;
    this.dnsName = balancer.dnsName;
    this.zoneId = balancer.zoneId;
    this.targetGroupArn = targets.arn;
    this.targetGroupArnSuffix = targets.arnSuffix;
  }

  #balancer({ name, subnetIds, securityGroupIds, logs }: LoadBalancerProps): Lb {
    const balancer = new Lb(this, 'balancer', {
      name,
      internal: false,
      loadBalancerType: 'application',
      subnets: [...subnetIds],
      securityGroups: [...securityGroupIds],
      enableDeletionProtection: true,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: 'strictest',
      // Longer than the gateway takes for its slowest answer, shorter than the pods keep a connection open.
      idleTimeout: 60,
      accessLogs: { bucket: logs.bucket, enabled: true },
      dependsOn: [logs.after],
    });
    suppress(balancer, 'CKV2_AWS_28', 'The firewall stands in front of CloudFront, and only CloudFront gets in here.');
    return balancer;
  }

  /** It takes the answer of a pod that leaves for `deregistrationSeconds`, and pods stay for longer than that. */
  #targets({ name, vpcId, targetPort }: LoadBalancerProps): LbTargetGroup {
    const targets = new LbTargetGroup(this, 'targets', {
      name,
      vpcId,
      targetType: 'ip',
      port: targetPort,
      protocol: 'HTTP',
      deregistrationDelay: String(deregistrationSeconds),
      loadBalancingAlgorithmType: 'least_outstanding_requests',
      healthCheck: {
        path: readinessPath,
        matcher: '200',
        interval: 10,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
    });
    suppress(
      targets,
      'CKV_AWS_378',
      'TLS ends at the balancer; from there it is a private network to pods of our own.',
    );
    return targets;
  }

  #listener({ certificateArn, secretHeader }: LoadBalancerProps, balancer: Lb, targets: LbTargetGroup): void {
    const listener = new LbListener(this, 'https', {
      loadBalancerArn: balancer.arn,
      port: 443,
      protocol: 'HTTPS',
      certificateArn,
      // TLS 1.3, and 1.2 with forward secrecy. Source: Elastic Load Balancing, "Security policies".
      sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      defaultAction: [
        {
          type: 'fixed-response',
          fixedResponse: {
            statusCode: '403',
            contentType: 'application/json',
            messageBody: JSON.stringify({ type: 'about:blank', title: 'Forbidden', status: 403 }),
          },
        },
      ],
    });
    const forward = [{ type: 'forward', targetGroupArn: targets.arn }];
    const rules = {
      'health-checks': { priority: 10, condition: [{ pathPattern: { values: probes } }] },
      distribution: {
        priority: 20,
        condition: [{ httpHeader: { httpHeaderName: secretHeader.name, values: [...secretHeader.values] } }],
      },
    };
    for (const [name, rule] of Object.entries(rules)) {
      new LbListenerRule(this, name, { listenerArn: listener.arn, action: forward, ...rule });
    }
  }
}
