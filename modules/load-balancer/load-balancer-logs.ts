import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { Bucket } from '../bucket/bucket.ts';
import type { PolicyStatement } from '../policy-document/policy-document.ts';
import { suppress } from '../suppress.ts';

export interface LoadBalancerLogsProps {
  readonly name: string;
  /** `arn:aws:s3:::<name>` */
  readonly arn: string;
  readonly account: string;
  /** Whose balancers deliver, e.g. `arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/*`. */
  readonly loadBalancers: string;
  readonly keepDays: number;
}

/** Where a load balancer writes a line for each request. */
export class LoadBalancerLogs extends Construct {
  readonly bucketName: string;
  /** A balancer tries to write as soon as it is given the bucket, and is refused until the policy stands. */
  readonly ready: ITerraformDependable;

  constructor(scope: Construct, id: string, { name, arn, account, loadBalancers, keepDays }: LoadBalancerLogsProps) {
    super(scope, id);
    const { bucket, bucketName, policy } = new Bucket(this, 'logs', {
      name,
      encryption: 's3-managed',
      accessLogs: 'none',
      policy: [balancersMayDeliver({ arn, account, loadBalancers })],
      keepNoncurrentDays: 1,
      expireDays: { '': keepDays },
    });
    suppress(
      bucket,
      'CKV_AWS_145',
      'Elastic Load Balancing delivers only to buckets with keys that S3 manages itself.',
    );
    suppress(bucket, 'CKV_AWS_18', 'It holds access logs; who reads them is seen in CloudTrail.');
    suppress(bucket, 'CKV_AWS_144', 'A lost region needs no log of its past requests: nothing is restored from it.');
    suppress(bucket, 'CKV2_AWS_62', 'Nobody acts on single log files: they are searched when a question comes up.');
    this.bucketName = bucketName;
    this.ready = policy ?? bucket;
  }
}

/** Source: Elastic Load Balancing, "Enable access logs for your Application Load Balancer", bucket policy. */
function balancersMayDeliver({
  arn,
  account,
  loadBalancers,
}: Pick<LoadBalancerLogsProps, 'arn' | 'account' | 'loadBalancers'>): PolicyStatement {
  return {
    sid: 'LoadBalancersMayDeliver',
    principals: { Service: ['logdelivery.elasticloadbalancing.amazonaws.com'] },
    actions: ['s3:PutObject'],
    resources: [`${arn}/AWSLogs/${account}/*`],
    conditions: { ArnLike: { 'aws:SourceArn': loadBalancers } },
  };
}
