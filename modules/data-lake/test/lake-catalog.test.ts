import { expect } from 'chai';
import { z } from 'zod';
import { valueAt } from '../../../test/stacks/arguments.ts';
import { resourcesOf } from '../../test/resources-of.ts';
import { LakeCatalog } from '../lake-catalog.ts';
import { clickstream, lakeTables } from '../lake-tables.ts';
import { sqlOf } from '../lake-view.ts';
import { lakeViews } from '../lake-views.ts';

const View = z.object({
  originalSql: z.string(),
  catalog: z.literal('awsdatacatalog'),
  schema: z.string(),
  columns: z.array(z.object({ name: z.string(), type: z.enum(['varchar', 'bigint', 'double', 'boolean']) })),
});

function made(database = 'evermart_dev') {
  const resources = resourcesOf(
    (stack) =>
      new LakeCatalog(stack, 'catalog', { database, bucket: 'the-lake', tables: lakeTables, views: lakeViews }),
  );
  const all = resources.of('aws_glue_catalog_table');
  return { named: (name: string) => all.find((table) => table.name === name)!, all };
}

describe("the lake's catalog", () => {
  it('computes a day from its name, so that nothing has to add it', () => {
    const table = made().named('clickstream');

    expect(table.parameters).to.include({
      'projection.enabled': 'true',
      'projection.day.type': 'date',
      'projection.day.format': 'yyyy-MM-dd',
      'projection.day.range': 'NOW-3YEARS,NOW',
    });
    expect(table.partition_keys).to.deep.equal([{ name: 'day', type: 'string', comment: clickstream.day }]);
    expect(valueAt(table, 'storage_descriptor.location')).to.equal('s3://the-lake/clickstream/');
  });

  it('has each view as Athena keeps it', () => {
    const { named } = made();

    for (const view of lakeViews) {
      const table = named(view.name);
      const encoded = /^\/\* Presto View: (.+) \*\/$/.exec(String(table.view_original_text))?.[1] ?? '';
      const kept = View.parse(JSON.parse(Buffer.from(encoded, 'base64').toString()));

      expect(table).to.deep.include({ table_type: 'VIRTUAL_VIEW', view_expanded_text: '/* Presto View */' });
      expect(kept.schema).to.equal('evermart_dev');
      expect(kept.columns.map(({ name }) => name)).to.deep.equal(view.columns.map(({ name }) => name));
    }
  });

  it('selects in each view the columns that it declares, from tables that it has', () => {
    const tables = new Set<string>(lakeTables.map(({ name }) => name));

    for (const view of lakeViews) {
      const sql = sqlOf(view);
      const last = sql.slice(sql.lastIndexOf('\nSELECT') + 1).replace(/^[\s\S]*?SELECT/, 'SELECT');
      const selected = last.slice(0, last.indexOf('\nFROM')).split('\n').slice(1);
      const sources = [...sql.matchAll(/FROM (\w+)/g)].map(([, name]) => name ?? '');
      const own = [...sql.matchAll(/(\w+) AS \(/g)].map(([, name]) => name);

      for (const { name } of view.columns) {
        expect(
          selected.some((line) => new RegExp(`(^|\\W)${name},?$`).test(line)),
          `${view.name}.${name}`,
        ).to.equal(true);
      }
      expect(sources.filter((name) => !tables.has(name) && !own.includes(name))).to.deep.equal([]);
    }
  });

  it('refuses a name that every query would have to quote', () => {
    expect(() => made('evermart-dev')).to.throw('lower case letters, digits and underscores');
  });
});
