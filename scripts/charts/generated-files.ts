import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceNames } from '@evermart/contracts/topology';
import { serviceReadme, withValuesTable } from './chart-readme.ts';
import { documentedValues } from './documented-values.ts';
import { sizeFiles } from './size-values.ts';
import { chartsFolder } from './template-chart.ts';
import { schemaOf } from './values-schema.ts';

export interface GeneratedFile {
  /** In the charts' folder: `order/values.schema.json`. */
  readonly path: string;
  readonly text: string;
}

const read = (...path: readonly string[]) => {
  const file = join(chartsFolder, ...path);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};
const asText = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** Every file of the charts that follows from others: schemas and tables from the values.yaml, READMEs from the topology, sizes from the environments. */
export function generatedFiles(): readonly GeneratedFile[] {
  const library = documentedValues(read('service', 'values.yaml'), ['exports', 'defaults']);
  const platform = documentedValues(read('platform', 'values.yaml'));
  return [
    { path: 'service/README.md', text: withValuesTable(read('service', 'README.md'), library) },
    { path: 'platform/README.md', text: withValuesTable(read('platform', 'README.md'), platform) },
    { path: 'platform/values.schema.json', text: asText(schemaOf(platform, { title: 'Values of platform' })) },
    ...serviceNames.flatMap((name) => [
      { path: `${name}/README.md`, text: serviceReadme(name, read(name, 'values.yaml')) },
      {
        path: `${name}/values.schema.json`,
        text: asText(schemaOf(library, { title: `Values of ${name}`, subcharts: ['service'] })),
      },
      ...sizeFiles(name).map(({ file, text }) => ({ path: `${name}/${file}`, text })),
    ]),
  ];
}

/** Those that are not what they would be. */
export const staleFiles = (): readonly GeneratedFile[] =>
  generatedFiles().filter(({ path, text }) => read(...path.split('/')) !== text);
