/** Builds what goes into the services' images: see --help. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ServiceName, serviceNames } from '@evermart/contracts/topology';
import { table } from '../infra/report.ts';
import { localFolder } from '../local/platform-options.ts';
import { buildImageFiles } from './build-image-files.ts';
import { largestImageBytes } from './image-layout.ts';

const help = `npm run images:build -- --service <name> | --all [--out <folder>]

Builds the files that services/Dockerfile copies into an image: one minified bundle, and beside it the service's migrations,
the certificates of its database's authority and the notices of the packages in it.

  --service <name>   one of ${serviceNames.join(', ')}; may be given more than once
  --all              all of them
  --out <folder>     where they go, a folder a service. Default .local/images
  --help

Fails for a service whose files are larger than ${largestImageBytes / 1_000_000} MB.
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      service: { type: 'string', multiple: true },
      all: { type: 'boolean' },
      out: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const out = values.out ?? join(localFolder, 'images');
  const built = [];
  for (const service of chosen(values)) built.push(await buildImageFiles(service, join(out, service)));
  process.stdout.write(
    `${table(
      ['service', 'files', 'MB', 'folder'],
      built.map(({ service, files, bytes, folder }) => [service, String(files), (bytes / 1e6).toFixed(2), folder]),
    )}\n`,
  );
  const tooLarge = built.filter(({ bytes }) => bytes > largestImageBytes);
  for (const { service } of tooLarge) process.stderr.write(`${service}: larger than ${largestImageBytes / 1e6} MB\n`);
  return tooLarge.length === 0 ? 0 : 1;
}

function chosen({
  service = [],
  all,
}: {
  readonly service?: readonly string[];
  readonly all?: boolean;
}): readonly ServiceName[] {
  if (all === true) return serviceNames;
  if (service.length === 0) throw new Error('name a service with --service, or --all; see --help');
  return service.map((name) => {
    const known = serviceNames.find((candidate) => candidate === name);
    if (known === undefined) throw new Error(`--service ${name}: the services are ${serviceNames.join(', ')}`);
    return known;
  });
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`images:build: ${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
