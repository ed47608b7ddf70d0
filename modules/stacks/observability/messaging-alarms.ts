import { publishers, queues, topicOf } from '@evermart/contracts/topology';
import { type AlarmSpec, minutes } from '../../alarm/alarm-spec.ts';
import { deadLetterMetric, mailReputation, queueMetric, topicMetric } from '../../metric/resource-metrics.ts';
import type { Alarms } from './alarm-scope.ts';

/** Events that wait, fail or get lost on their way, and mail that nobody wants. */
export const messagingAlarms: Alarms = ({ names }) => [
  ...queues.map(
    ({ name, consumer }): AlarmSpec => ({
      name: 'queue-delayed',
      subject: name,
      symptom: `The oldest event for ${consumer} has waited for more than 5 minutes.`,
      signal: queueMetric(names, name)('ApproximateAgeOfOldestMessage', 'Maximum'),
      is: 'above',
      threshold: 300,
      periodSeconds: minutes(1),
      bad: { periods: 5, of: 5 },
      silence: 'fine',
    }),
  ),
  ...queues.map(
    ({ name, consumer }): AlarmSpec => ({
      name: 'dead-letters',
      subject: name,
      symptom: `An event that ${consumer} could not handle lies in its dead-letter queue.`,
      signal: deadLetterMetric(names, name)('ApproximateNumberOfMessagesVisible', 'Maximum'),
      is: 'above',
      threshold: 0,
      periodSeconds: minutes(1),
      bad: { periods: 1, of: 1 },
      silence: 'fine',
    }),
  ),
  ...publishers.map(topicOf).map(
    (topic): AlarmSpec => ({
      name: 'topic-undelivered',
      subject: topic,
      symptom: 'SNS could not deliver an event to a subscriber and tries again, or has given it up.',
      signal: topicMetric(names, topic)('NumberOfNotificationsFailed', 'Sum'),
      is: 'above',
      threshold: 0,
      periodSeconds: minutes(5),
      bad: { periods: 1, of: 3 },
      silence: 'fine',
    }),
  ),
  {
    // SES reviews an account from 5 % on and stops it at 10 %. Source: Amazon SES Developer Guide, "Sending review process".
    name: 'mail-bounces',
    symptom: 'More than 4 % of the mail comes back; at 5 % SES reviews the account, at 10 % it may stop it.',
    signal: mailReputation('Reputation.BounceRate', 'Maximum'),
    is: 'above',
    threshold: 0.04,
    periodSeconds: minutes(60),
    bad: { periods: 1, of: 1 },
    silence: 'unknown',
  },
  {
    // As above: 0.1 % and 0.5 %.
    name: 'mail-complaints',
    symptom: 'More than 0.08 % of the mail is marked as spam; at 0.1 % SES reviews the account.',
    signal: mailReputation('Reputation.ComplaintRate', 'Maximum'),
    is: 'above',
    threshold: 0.0008,
    periodSeconds: minutes(60),
    bad: { periods: 1, of: 1 },
    silence: 'unknown',
  },
];
