import { z } from 'zod';
import { type Estate, nameOf, type Resource, refersTo, resourcesIn, resourcesOf } from '../../support/synthesized.ts';
import { valueAt, valuesAt } from '../arguments.ts';
import type { Policy } from '../policy.ts';

/** Words of columns that tell who somebody is. `country` says where many are. */
const personal =
  /(?:^|[<,:_])(email|phone|fullname|firstname|lastname|recipient|line1|line2|street|postalcode|city|c_ip|cookie|user_agent|referer|x_forwarded_for|cs_uri_query|cs_headers)(?=$|[:_,>])/;

const Column = z.looseObject({ name: z.string(), type: z.string() });

/** Of an address, which begins with a name, the country alone is kept. */
const address = /address:struct<(?!country:string>)/;

const columnsOf = (table: Resource) =>
  valuesAt(table.arguments, 'storage_descriptor.columns').map((column) => Column.parse(column));

function tableViolations(table: Resource): readonly string[] {
  return columnsOf(table)
    .filter(({ name, type }) => personal.test(name) || personal.test(type) || address.test(type))
    .map(({ name }) => `${nameOf(table)} keeps the column ${name}, which tells of a person`);
}

/** What a table does not name is dropped, but only where the format is converted by a table. */
function deliveryViolations(delivery: Resource): readonly string[] {
  const conversion = valueAt(delivery.arguments, 'extended_s3_configuration.data_format_conversion_configuration');
  const tables = resourcesIn(delivery.stack, 'aws_glue_catalog_table');
  const name = valueAt(conversion, 'schema_configuration.table_name');
  const errors = String(valueAt(delivery.arguments, 'extended_s3_configuration.error_output_prefix'));
  return [
    ...(tables.some((table) => refersTo(name, table)) ? [] : [`${nameOf(delivery)} keeps whatever it is given`]),
    ...(errors.startsWith('errors/') ? [] : [`${nameOf(delivery)} keeps what it can't convert among the data`]),
  ];
}

function violationsIn(estate: Estate): readonly string[] {
  const tables = resourcesOf(estate, 'aws_glue_catalog_table');
  const deliveries = resourcesOf(estate, 'aws_kinesis_firehose_delivery_stream');
  return [
    ...(tables.length === 0 || deliveries.length === 0 ? ['no table, or no delivery'] : []),
    ...tables.flatMap(tableViolations),
    ...deliveries.flatMap(deliveryViolations),
  ];
}

const orderEvents = (estate: Estate) =>
  resourcesOf(estate, 'aws_glue_catalog_table').find(({ arguments: { name } }) => name === 'order_events')!;

export const policy: Policy = {
  guarantee: 'the lake keeps what happened, and nothing that tells to whom',
  violationsIn,
  mutations: [
    {
      title: "keeps the customers' e-mail addresses",
      apply(estate) {
        const columns = valuesAt(orderEvents(estate).arguments, 'storage_descriptor.columns') as { type: string }[];
        for (const column of columns) column.type = column.type.replace('locale:string', 'locale:string,email:string');
      },
    },
    {
      title: 'keeps to whom an order is sent',
      apply(estate) {
        const columns = valuesAt(orderEvents(estate).arguments, 'storage_descriptor.columns') as { type: string }[];
        for (const column of columns) column.type = column.type.replace('<country:', '<name:string,country:');
      },
    },
    {
      title: 'delivers orders as they come',
      apply(estate) {
        for (const { arguments: found } of resourcesOf(estate, 'aws_kinesis_firehose_delivery_stream')) {
          delete (found.extended_s3_configuration as Record<string, unknown>).data_format_conversion_configuration;
        }
      },
    },
  ],
};
