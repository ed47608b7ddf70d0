import type { Signal } from '../metric/metric.ts';

/** One alarm: a symptom that somebody has to do something about, as the runbook of the same name says. */
export interface AlarmSpec {
  /** Its name, and its runbook's: `docs/runbooks/<name>.md`. */
  readonly name: string;
  /** Which of several resources of the kind, e.g. a queue; it follows the name. Only one exists if left out. */
  readonly subject?: string;
  /** What is the matter, in one sentence, for the mail that somebody reads at night. */
  readonly symptom: string;
  readonly signal: Signal;
  readonly is: 'above' | 'at least' | 'below';
  readonly threshold: number;
  readonly periodSeconds: number;
  /** Of the last `of` periods so many must be bad. */
  readonly bad: { readonly periods: number; readonly of: number };
  /**
   * What silence means. `fine`: where nothing happens, nothing is told. `bad`: whoever is well tells something.
   * `unknown` keeps the alarm as it was.
   */
  readonly silence: 'fine' | 'bad' | 'unknown';
}

/** In seconds. */
export const minutes = (count: number) => count * 60;

/** The longest that CloudWatch evaluates together. Source: CloudWatch API Reference, PutMetricAlarm, EvaluationPeriods. */
export const longestEvaluationSeconds = 24 * 3600;

/** What an alarm is called after the environment: `dead-letters-order-events`. */
export const alarmThing = ({ name, subject }: Pick<AlarmSpec, 'name' | 'subject'>) =>
  subject === undefined ? name : `${name}-${subject}`;
