import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { expect } from 'chai';
import { jsonIn, statementsIn } from '../../test/policy-statements.ts';
import { resourcesOf } from '../../test/resources-of.ts';
import { EventSubscription, type EventSubscriptionProps } from '../event-subscription.ts';
import { EventTopic } from '../event-topic.ts';

const props: EventSubscriptionProps = {
  topicArn: 'arn:aws:sns:eu-west-1:111111111111:evermart-dev-payment-events',
  queueArn: 'arn:aws:sqs:eu-west-1:111111111111:evermart-dev-order-events',
  passes: { types: ['payment.captured', 'payment.voided'] },
};

function subscription(more: Partial<EventSubscriptionProps> = {}) {
  const resources = resourcesOf((stack) => new EventSubscription(stack, 'one', { ...props, ...more }));
  return resources.only('aws_sns_topic_subscription');
}

describe('a topic', () => {
  it('is encrypted with the key that is given, refuses publishing without TLS, and admits nobody by itself', () => {
    const resources = resourcesOf((stack) => new EventTopic(stack, 'topic', { name: 'events', keyArn: 'key' }));

    const statements = statementsIn(resources.only('aws_sns_topic_policy').policy);

    expect(resources.only('aws_sns_topic')).to.include({ name: 'events', kms_master_key_id: 'key' });
    expect(statements.map(({ Effect, Action }) => [Effect, Action])).to.deep.equal([['Deny', ['sns:Publish']]]);
    expect(statements[0]?.Condition).to.deep.equal({ Bool: { 'aws:SecureTransport': 'false' } });
  });
});

describe('a subscription', () => {
  it('delivers the event itself, and compares the attributes that the publisher sets', () => {
    expect(subscription()).to.deep.include({
      protocol: 'sqs',
      raw_message_delivery: true,
      filter_policy_scope: 'MessageAttributes',
    });
  });

  it('lets the types through that the consumer asked for', () => {
    expect(jsonIn(subscription().filter_policy)).to.deep.equal({ type: ['payment.captured', 'payment.voided'] });
  });

  it('compares how a payment was settled where the consumer asks for it', () => {
    const passes = { types: ['payment.captured'], settledBy: ['webhook', 'reconciliation'] } as const;

    expect(jsonIn(subscription({ passes }).filter_policy)).to.deep.equal({
      type: ['payment.captured'],
      settledBy: ['webhook', 'reconciliation'],
    });
  });

  it('keeps what SNS can not deliver where a dead-letter queue is given', () => {
    const redrive = jsonIn(subscription({ deadLetterQueueArn: 'arn:dlq' }).redrive_policy);

    expect(redrive).to.deep.equal({ deadLetterTargetArn: 'arn:dlq' });
    expect(subscription()).to.not.have.property('redrive_policy');
  });

  it("is made in the topic's region", () => {
    const resources = resourcesOf((stack) => {
      const provider = new AwsProvider(stack, 'aws', { region: 'eu-west-1', alias: 'eu-west-1' });
      new EventSubscription(stack, 'one', { ...props, provider });
    });

    expect(resources.only('aws_sns_topic_subscription')).to.include({ provider: 'aws.eu-west-1' });
  });

  it('refuses a consumer that asks for no type: an empty filter lets nothing through', () => {
    expect(() => subscription({ passes: { types: [] } })).to.throw('name the event types that pass');
  });
});
