import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard/index.js';
import { Construct } from 'constructs';
import { type Widget, widgetBody } from './widget.ts';

export interface DashboardProps {
  /** Dashboards are the account's, not a region's: the name has the region in it. */
  readonly name: string;
  readonly region: string;
  /** From top to bottom; the widgets of a row share its width. */
  readonly rows: readonly (readonly Widget[])[];
}

const columns = 24;
const rowHeight = { graph: 6, logs: 8, alarms: 4, note: 2 } as const;

/** What somebody looks at first, in rows. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, { name, region, rows }: DashboardProps) {
    super(scope, id);
    if (!/^[\w-]+$/.test(name)) throw new Error(`Dashboard "${name}": letters, digits, hyphens and underscores only`);
    new CloudwatchDashboard(this, 'dashboard', {
      dashboardName: name,
      dashboardBody: JSON.stringify({ widgets: placed(rows, region) }),
    });
  }
}

function placed(rows: DashboardProps['rows'], region: string): readonly object[] {
  let y = 0;
  return rows
    .filter((row) => row.length > 0)
    .flatMap((row) => {
      const width = Math.floor(columns / row.length);
      const height = Math.max(...row.map(({ kind }) => rowHeight[kind]));
      const widgets = row.map((widget, index) => ({
        x: index * width,
        y,
        width,
        height,
        ...widgetBody(widget, region),
      }));
      y += height;
      return widgets;
    });
}
