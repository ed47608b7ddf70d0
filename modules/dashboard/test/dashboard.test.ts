import { expect } from 'chai';
import { z } from 'zod';
import { combined, metricsOf } from '../../metric/metric.ts';
import { jsonIn } from '../../test/policy-statements.ts';
import { resourcesOf } from '../../test/resources-of.ts';
import { Dashboard } from '../dashboard.ts';
import type { Widget } from '../widget.ts';

const queue = metricsOf('AWS/SQS', { QueueName: 'a' });
const graph: Widget = { kind: 'graph', title: 'Waiting', lines: { age: queue('Age', 'Maximum') } };

const Body = z.object({
  widgets: z.array(
    z.object({
      type: z.string(),
      x: z.number(),
      y: z.number(),
      width: z.number(),
      height: z.number(),
      properties: z.looseObject({ region: z.string().optional(), metrics: z.array(z.array(z.unknown())).optional() }),
    }),
  ),
});

const widgets = (rows: readonly (readonly Widget[])[], name = 'evermart-dev-eu-west-1-order') => {
  const made = resourcesOf((stack) => new Dashboard(stack, 'dashboard', { name, region: 'eu-west-1', rows }));
  return Body.parse(jsonIn(made.only('aws_cloudwatch_dashboard').dashboard_body)).widgets;
};

describe('a dashboard', () => {
  it('places the widgets of a row side by side, and the rows below each other', () => {
    const placed = widgets([[graph, graph], [], [graph]]);

    expect(placed.map(({ x, y, width }) => [x, y, width])).to.deep.equal([
      [0, 0, 12],
      [12, 0, 12],
      [0, 6, 24],
    ]);
  });

  it('shows metrics of its region, each with its own statistic', () => {
    const [{ properties }] = widgets([[graph]]) as [z.infer<typeof Body>['widgets'][number]];

    expect(properties.region).to.equal('eu-west-1');
    expect(properties.metrics).to.deep.equal([['AWS/SQS', 'Age', 'QueueName', 'a', { stat: 'Maximum', label: 'age' }]]);
  });

  it('keeps two formulas of one graph apart, and hides what they are made of', () => {
    const lines = { first: combined('MAX', [queue('A', 'Sum')]), second: combined('SUM', [queue('B', 'Sum')]) };
    const [{ properties }] = widgets([[{ kind: 'graph', title: 'Both', lines }]]) as [
      z.infer<typeof Body>['widgets'][number],
    ];

    expect(properties.metrics).to.deep.equal([
      [{ expression: 'MAX([line0m1])', id: 'line0', label: 'first' }],
      ['AWS/SQS', 'A', 'QueueName', 'a', { stat: 'Sum', id: 'line0m1', visible: false }],
      [{ expression: 'FILL(line1m1, 0)', id: 'line1', label: 'second' }],
      ['AWS/SQS', 'B', 'QueueName', 'a', { stat: 'Sum', id: 'line1m1', visible: false }],
    ]);
  });

  it('asks several logs at once', () => {
    const [widget] = widgets([[{ kind: 'logs', title: 'Errors', logGroups: ['/a', '/b'], query: 'fields event' }]]);

    expect(widget?.properties.query).to.equal("SOURCE '/a' | SOURCE '/b' | fields event");
  });

  it('refuses a name that CloudWatch refuses', () => {
    expect(() => widgets([[graph]], 'evermart dev')).to.throw('letters, digits, hyphens');
  });
});
