import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription/index.js';
import { Construct } from 'constructs';
import { policyDocument, trustOfService } from '../policy-document/policy-document.ts';

export interface TopicDeliveryProps {
  readonly topicArn: string;
  readonly deliveryStreamArn: string;
  readonly roleName: string;
  /** What no role of the environment may exceed. */
  readonly permissionsBoundary: string;
}

/**
 * Everything that is published to a topic reaches a delivery stream, as it was published. It needs no dead-letter queue:
 * SNS tries a stream of Firehose again for 23 days. Source: Amazon SNS Developer Guide, "Message delivery retries".
 */
export class TopicDelivery extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { topicArn, deliveryStreamArn, roleName, permissionsBoundary }: TopicDeliveryProps,
  ) {
    super(scope, id);
    const role = new IamRole(this, 'role', {
      name: roleName,
      description: 'Hands what a topic is told to a delivery stream',
      // SNS does not say for which account it acts; whose subscription gets the role, iam:PassRole decides.
      assumeRolePolicy: trustOfService('sns.amazonaws.com'),
      permissionsBoundary,
    });
    const policy = new IamRolePolicy(this, 'policy', {
      name: 'put-records',
      role: role.name,
      policy: policyDocument([
        {
          sid: 'PutRecords',
          // Source: Amazon SNS Developer Guide, "Prerequisites for subscribing Firehose delivery streams".
          actions: [
            'firehose:DescribeDeliveryStream',
            'firehose:ListTagsForDeliveryStream',
            'firehose:PutRecord',
            'firehose:PutRecordBatch',
          ],
          resources: [deliveryStreamArn],
        },
      ]),
    });
    new SnsTopicSubscription(this, 'subscription', {
      topicArn,
      protocol: 'firehose',
      endpoint: deliveryStreamArn,
      subscriptionRoleArn: role.arn,
      rawMessageDelivery: true,
      dependsOn: [policy],
    });
  }
}
