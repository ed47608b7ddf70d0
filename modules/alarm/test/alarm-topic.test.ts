import { expect } from 'chai';
import { valueAt } from '../../../test/stacks/arguments.ts';
import { statementsIn } from '../../test/policy-statements.ts';
import { resourcesOf } from '../../test/resources-of.ts';
import { AlarmTopic } from '../alarm-topic.ts';
import { EventAlarm } from '../event-alarm.ts';

const keyArn = 'arn:aws:kms:eu-west-1:111111111111:key/alarms';

const topic = () =>
  resourcesOf(
    (stack) =>
      new AlarmTopic(stack, 'topic', {
        name: 'evermart-dev-alarms',
        account: '111111111111',
        keyArn,
        email: 'platform@evermart.example',
      }),
  );

describe('the topic of alarms', () => {
  it('is encrypted with the key that is given, and read by mail', () => {
    expect(topic().only('aws_sns_topic').kms_master_key_id).to.equal(keyArn);
    expect(topic().only('aws_sns_topic_subscription')).to.include({
      protocol: 'email',
      endpoint: 'platform@evermart.example',
    });
  });

  it("admits this account's alarms and rules, over TLS, and nobody else", () => {
    const statements = statementsIn(topic().only('aws_sns_topic_policy').policy);

    const allowed = statements.filter(({ Effect }) => Effect === 'Allow');

    expect(allowed.map(({ Principal }) => Principal)).to.deep.equal([
      { Service: ['cloudwatch.amazonaws.com'] },
      { Service: ['events.amazonaws.com'] },
    ]);
    expect(allowed[0]?.Condition).to.deep.equal({ StringEquals: { 'aws:SourceAccount': '111111111111' } });
    expect(statements.find(({ Effect }) => Effect === 'Deny')?.Condition).to.deep.equal({
      Bool: { 'aws:SecureTransport': 'false' },
    });
  });
});

describe('an alarm on an event', () => {
  it('tells the topic what happened, and where to read what to do', () => {
    const resources = resourcesOf(
      (stack) =>
        new EventAlarm(stack, 'event', {
          ruleName: 'evermart-dev-backup-failed',
          spec: { name: 'backup-failed', symptom: 'No backup was made.', pattern: { source: ['aws.backup'] } },
          topicArn: 'arn:aws:sns:eu-west-1:111111111111:evermart-dev-alarms',
          repository: 'evermart/evermart',
        }),
    );

    const template = String(valueAt(resources.only('aws_cloudwatch_event_target'), 'input_transformer.input_template'));

    expect(resources.only('aws_cloudwatch_event_rule').event_pattern).to.equal('{"source":["aws.backup"]}');
    expect(template).to.include('docs/runbooks/backup-failed.md').and.include('<detail>');
  });
});
