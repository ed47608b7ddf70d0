import { expect } from 'chai';
import { jsonIn, statementsIn } from '../../test/policy-statements.ts';
import { resourcesOf } from '../../test/resources-of.ts';
import { Queue, type QueueProps } from '../queue.ts';

const topicArn = 'arn:aws:sns:eu-west-1:111111111111:evermart-dev-order-events';
const props: QueueProps = {
  name: 'evermart-dev-search-events',
  deadLetterName: 'evermart-dev-search-events-dlq',
  keyArn: 'arn:aws:kms:eu-west-1:111111111111:key/messages',
  visibilityTimeoutSeconds: 30,
  maxReceiveCount: 5,
  topicArns: [topicArn],
};

function made(more: Partial<QueueProps> = {}) {
  const resources = resourcesOf((stack) => new Queue(stack, 'queue', { ...props, ...more }));
  const queues = resources.of('aws_sqs_queue');
  return {
    queues,
    main: queues.find(({ name }) => name === props.name)!,
    deadLetters: queues.find(({ name }) => name === props.deadLetterName)!,
    policies: resources.of('aws_sqs_queue_policy').map(({ policy }) => statementsIn(policy)),
    redriveAllow: jsonIn(resources.only('aws_sqs_queue_redrive_allow_policy').redrive_allow_policy),
  };
}

describe('a queue', () => {
  it('moves what fails too often to its dead-letter queue, to which no other queue may move', () => {
    const { main, redriveAllow } = made();

    const redrive = jsonIn(main.redrive_policy);

    expect(redrive).to.include({ maxReceiveCount: 5 });
    expect(JSON.stringify(redrive)).to.match(/aws_sqs_queue\.\w*dead-letters\w*\.arn/);
    expect(redriveAllow).to.include({ redrivePermission: 'byQueue' });
    expect(JSON.stringify(redriveAllow)).to.match(
      /sourceQueueArns":\["\$\{aws_sqs_queue\.(?!.*dead-letters)[\w-]+\.arn\}"\]/,
    );
  });

  it('keeps dead letters for as long as SQS can, which is longer than it keeps messages', () => {
    const { main, deadLetters } = made();

    expect(deadLetters.message_retention_seconds).to.equal(14 * 24 * 60 * 60);
    expect(deadLetters.message_retention_seconds).to.be.greaterThan(Number(main.message_retention_seconds));
  });

  it('is encrypted with the key that is given, and so are its dead letters', () => {
    expect(made().queues.map(({ kms_master_key_id: key }) => key)).to.deep.equal([props.keyArn, props.keyArn]);
  });

  it('refuses connections without TLS, and so does its dead-letter queue', () => {
    const denials = made().policies.map((statements) => statements.find(({ Effect }) => Effect === 'Deny'));

    expect(denials).to.have.length(2);
    for (const denial of denials) {
      expect(denial).to.deep.include({ Principal: '*', Action: ['sqs:*'] });
      expect(denial?.Condition).to.deep.equal({ Bool: { 'aws:SecureTransport': 'false' } });
    }
  });

  it('lets the topics that are named send, and nobody else', () => {
    const allowed = made().policies.flatMap((statements) => statements.filter(({ Effect }) => Effect === 'Allow'));

    for (const statement of allowed) {
      expect(statement).to.deep.include({
        Principal: { Service: ['sns.amazonaws.com'] },
        Action: ['sqs:SendMessage'],
        Condition: { ArnEquals: { 'aws:SourceArn': [topicArn] } },
      });
    }
    expect(allowed).to.have.length(2);
  });

  it('lets nobody send where no topic is named', () => {
    const effects = made({ topicArns: [] }).policies.flatMap((statements) => statements.map(({ Effect }) => Effect));

    expect(new Set(effects)).to.deep.equal(new Set(['Deny']));
  });

  it('refuses to give messages up after a receive or two', () => {
    expect(() => made({ maxReceiveCount: 2 })).to.throw('maxReceiveCount 2: below 3');
  });
});
