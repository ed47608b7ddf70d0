import { QuicksightDataSet } from '@cdktf/provider-aws/lib/quicksight-data-set/index.js';
import { QuicksightDataSource } from '@cdktf/provider-aws/lib/quicksight-data-source/index.js';
import { QuicksightGroup } from '@cdktf/provider-aws/lib/quicksight-group/index.js';
import { Construct } from 'constructs';
import type { LakeView, ViewColumn } from '../data-lake/lake-view.ts';

export interface ReportingProps {
  /** Prefix of the ids and name of the group. */
  readonly name: string;
  readonly workgroup: string;
  readonly database: string;
  /** Each becomes a data set. */
  readonly views: readonly LakeView[];
}

/** Types of QuickSight. Source: QuickSight API Reference, InputColumn. */
const types: Readonly<Record<ViewColumn['type'], string>> = {
  string: 'STRING',
  bigint: 'INTEGER',
  double: 'DECIMAL',
  boolean: 'BIT',
};

/** What authors of dashboards may do with a data source and a data set. Source: QuickSight API Reference, ResourcePermission. */
const mayUse = {
  dataSource: [
    'quicksight:DescribeDataSource',
    'quicksight:DescribeDataSourcePermissions',
    'quicksight:PassDataSource',
  ],
  dataSet: [
    'quicksight:DescribeDataSet',
    'quicksight:DescribeDataSetPermissions',
    'quicksight:PassDataSet',
    'quicksight:DescribeIngestion',
    'quicksight:ListIngestions',
  ],
};

/**
 * The lake's views in QuickSight, for a group of authors. Three things are done once by hand before: the account is
 * subscribed to QuickSight with this region as its home, QuickSight is let into Athena and the lake's bucket
 * ("Security & permissions"), and people are put into the group.
 */
export class Reporting extends Construct {
  constructor(scope: Construct, id: string, { name, workgroup, database, views }: ReportingProps) {
    super(scope, id);
    const authors = new QuicksightGroup(this, 'authors', {
      groupName: `${name}-authors`,
      description: 'Make dashboards from the lake',
    });
    const permissionOf = (actions: readonly string[]) => [{ principal: authors.arn, actions: [...actions] }];
    const source = new QuicksightDataSource(this, 'source', {
      dataSourceId: `${name}-lake`,
      name: `${name}-lake`,
      type: 'ATHENA',
      parameters: { athena: { workGroup: workgroup } },
      sslProperties: { disableSsl: false },
      permission: permissionOf(mayUse.dataSource),
    });
    for (const view of views) {
      new QuicksightDataSet(this, `data-set-${view.name}`, {
        dataSetId: `${name}-${view.name}`,
        name: view.name,
        importMode: 'DIRECT_QUERY',
        permissions: permissionOf(mayUse.dataSet),
        physicalTableMap: [
          {
            physicalTableMapId: view.name.replaceAll('_', '-'),
            relationalTable: {
              dataSourceArn: source.arn,
              catalog: 'AwsDataCatalog',
              schema: database,
              name: view.name,
              inputColumns: view.columns.map((column) => ({ name: column.name, type: types[column.type] })),
            },
          },
        ],
      });
    }
  }
}
