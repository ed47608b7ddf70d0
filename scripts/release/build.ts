/** Builds a service's image into an archive: see --help. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { serviceNames } from '@evermart/contracts/topology';
import { localFolder } from '../local/platform-options.ts';
import { buildArguments, cleanSource, pinBases, runDocker } from './image-build.ts';

const help = `npm run release:build -- --service <name> [--out <folder>]

Builds the image of a service from the commit that is checked out, with both bases pinned to what their tags are now, into
<folder>/<service>.tar (OCI), to be looked at and scanned. Nothing leaves the machine. Needs docker with buildx.

  --service <name>   one of ${serviceNames.join(', ')}
  --out <folder>     default .local/image-archives
  --help
`;

function main(): number {
  const { values } = parseArgs({
    options: { service: { type: 'string' }, out: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const service = serviceNames.find((name) => name === values.service);
  if (service === undefined)
    throw new Error(`--service ${values.service ?? 'is missing'}: one of ${serviceNames.join(', ')}`);
  const source = cleanSource();
  const folder = values.out ?? join(localFolder, 'image-archives');
  mkdirSync(folder, { recursive: true });
  const archive = join(folder, `${service}.tar`);
  const reference = `evermart/${service}:${source.tag}`;
  runDocker(buildArguments({ service, source, pinned: pinBases(), reference, output: { archive } }));
  process.stdout.write(`archive=${archive}\ntag=${source.tag}\n`);
  return 0;
}

try {
  process.exitCode = main();
} catch (error) {
  process.stderr.write(`release:build: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
