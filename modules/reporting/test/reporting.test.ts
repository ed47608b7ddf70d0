import { expect } from 'chai';
import { valueAt, valuesAt } from '../../../test/stacks/arguments.ts';
import { lakeViews } from '../../data-lake/lake-views.ts';
import { resourcesOf } from '../../test/resources-of.ts';
import { Reporting } from '../reporting.ts';

const made = () =>
  resourcesOf(
    (stack) =>
      new Reporting(stack, 'reporting', {
        name: 'evermart-dev',
        workgroup: 'evermart-dev-analysts',
        database: 'evermart_dev',
        views: lakeViews,
      }),
  );

describe('reporting', () => {
  it('asks through the workgroup, encrypted', () => {
    expect(made().only('aws_quicksight_data_source')).to.deep.include({
      type: 'ATHENA',
      parameters: { athena: { work_group: 'evermart-dev-analysts' } },
      ssl_properties: { disable_ssl: false },
    });
  });

  it('has a data set with the columns of each view, for the group of authors', () => {
    const sets = made().of('aws_quicksight_data_set');

    for (const view of lakeViews) {
      const set = sets.find(({ name }) => name === view.name);
      const columns = valuesAt(set, 'physical_table_map.relational_table.input_columns.name');
      expect(columns).to.deep.equal(view.columns.map(({ name }) => name));
      expect(valueAt(set, 'permissions.principal')).to.match(/aws_quicksight_group/);
    }
  });
});
