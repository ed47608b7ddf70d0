/** A CloudWatch metric, as alarms and dashboards name it. */
export interface Metric {
  /** `AWS/SQS` ... */
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: Statistic;
}

export type Statistic = 'Sum' | 'Average' | 'Minimum' | 'Maximum' | `p${number}`;

/** Several metrics in one formula, by short names: `{ expression: '100 * errors / requests', using: { errors, requests } }`. */
export interface MetricMath {
  readonly expression: string;
  readonly using: Readonly<Record<string, Metric>>;
}

/**
 * A query of CloudWatch Metrics Insights. It finds metrics whose dimensions nobody knows beforehand, e.g. the ids of NAT
 * gateways. Source: Amazon CloudWatch User Guide, "Query your metrics with CloudWatch Metrics Insights".
 */
export interface MetricQuery {
  readonly sql: string;
}

export type Signal = Metric | MetricMath | MetricQuery;

/** Metrics of one namespace that share their dimensions. */
export const metricsOf =
  (namespace: string, dimensions: Readonly<Record<string, string>>) =>
  (name: string, statistic: Statistic): Metric => ({ namespace, name, dimensions, statistic });

/** The largest, or the sum, of several metrics: of all nodes of a cache, of all operations on a table. */
export function combined(how: 'MAX' | 'SUM', metrics: readonly Metric[]): MetricMath {
  const using = Object.fromEntries(metrics.map((metric, index) => [`m${index + 1}`, metric]));
  const names = Object.keys(using);
  // Without a value a metric takes no part in MAX; in a sum it is nothing.
  return how === 'MAX'
    ? { expression: `MAX([${names.join(', ')}])`, using }
    : { expression: names.map((name) => `FILL(${name}, 0)`).join(' + '), using };
}
