/** Writes what follows from the charts' values.yaml: see --help. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { staleFiles } from './generated-files.ts';
import { chartsFolder } from './template-chart.ts';

const help = `npm run charts:generate [-- --help]

Writes values.schema.json and README.md of every chart from its documented values.yaml and the topology, and the services' sizes
(values-production.yaml, values-standby.yaml) from modules/environments.ts. Prints what changed.
`;

if (parseArgs({ options: { help: { type: 'boolean' } } }).values.help) {
  process.stdout.write(help);
} else {
  const stale = staleFiles();
  for (const { path, text } of stale) {
    writeFileSync(join(chartsFolder, path), text);
    process.stdout.write(`charts/${path}\n`);
  }
  process.stdout.write(`${stale.length} files written\n`);
}
