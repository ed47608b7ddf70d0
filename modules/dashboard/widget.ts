import type { Metric, Signal } from '../metric/metric.ts';

/** What a dashboard shows in one field. */
export type Widget = Graph | LogTable | AlarmList | Note;

export interface Graph {
  readonly kind: 'graph';
  readonly title: string;
  /** Its lines, by what they are called. */
  readonly lines: Readonly<Record<string, Signal>>;
  readonly periodSeconds?: number;
}

export interface LogTable {
  readonly kind: 'logs';
  readonly title: string;
  readonly logGroups: readonly string[];
  /** A query of CloudWatch Logs Insights, without its `SOURCE`. */
  readonly query: string;
}

export interface AlarmList {
  readonly kind: 'alarms';
  readonly title: string;
  readonly alarmArns: readonly string[];
}

export interface Note {
  readonly kind: 'note';
  readonly markdown: string;
}

/**
 * The widget as CloudWatch reads it, without its place.
 * Source: Amazon CloudWatch API Reference, "Dashboard Body Structure and Syntax".
 */
export function widgetBody(widget: Widget, region: string): { readonly type: string; readonly properties: object } {
  switch (widget.kind) {
    case 'graph': {
      const { title, lines, periodSeconds = 60 } = widget;
      const metrics = Object.entries(lines).flatMap(([label, signal], index) => linesOf(label, signal, index));
      const axis = { left: { min: 0 } };
      return {
        type: 'metric',
        properties: { title, region, view: 'timeSeries', stacked: false, period: periodSeconds, yAxis: axis, metrics },
      };
    }
    case 'logs': {
      const sources = widget.logGroups.map((group) => `SOURCE '${group}'`).join(' | ');
      return {
        type: 'log',
        properties: { title: widget.title, region, view: 'table', query: `${sources} | ${widget.query}` },
      };
    }
    case 'alarms':
      return { type: 'alarm', properties: { title: widget.title, alarms: widget.alarmArns } };
    case 'note':
      return { type: 'text', properties: { markdown: widget.markdown } };
  }
}

/** A line that is computed hides what it is computed from. */
function linesOf(label: string, signal: Signal, index: number): readonly unknown[] {
  if ('namespace' in signal) return [metricLine(signal, { label })];
  const id = `line${index}`;
  if ('sql' in signal) return [[{ expression: signal.sql, id, label }]];
  // Ids are the graph's: two formulas on one graph may both speak of m1.
  const own = (name: string) => `${id}${name}`;
  const names = Object.keys(signal.using);
  const expression = signal.expression.replace(/\b[a-z]\w*\b/g, (word) => (names.includes(word) ? own(word) : word));
  const hidden = Object.entries(signal.using).map(([name, metric]) =>
    metricLine(metric, { id: own(name), visible: false }),
  );
  return [[{ expression, id, label }], ...hidden];
}

const metricLine = ({ namespace, name, dimensions, statistic }: Metric, options: object) => [
  namespace,
  name,
  ...Object.entries(dimensions).flat(),
  { stat: statistic, ...options },
];
