/** Checks the images without a container: see --help. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { serviceNames } from '@evermart/contracts/topology';
import { installPythonTools } from '../infra/python-tool.ts';
import { table } from '../infra/report.ts';
import { repositoryRoot } from '../local/platform-options.ts';
import { buildImageFiles, type ImageFiles } from './build-image-files.ts';
import { imageUser } from './image-layout.ts';
import { faultsOf, limits } from './image-limits.ts';
import { type MeasuredImages, measureImages } from './measure-images.ts';
import { isReadOnly } from './run-image.ts';

const help = `npm run images:check

Reads services/Dockerfile with hadolint, builds what goes into each image, and runs it as the image would: the same command, as
user ${imageUser} without capabilities (if root starts this), in a folder that it can't write to, in the place of the services of a
local shop on free ports. Fails unless every service

  has files of less than ${limits.bytes / 1e6} MB                  answers within ${limits.startMs} ms (median of 3 starts)
  peaks (VmHWM) below ${limits.peakMiB} MiB under load         ends with 0 after SIGTERM

and the load met no failure. Needs Linux, python3 with venv; as root also setpriv (util-linux). About two minutes.
`;

async function main(): Promise<number> {
  if (parseArgs({ options: { help: { type: 'boolean' } } }).values.help) {
    process.stdout.write(help);
    return 0;
  }
  if (process.platform !== 'linux') throw new Error('peaks and users are those of Linux: run it there');
  const say = (line: string) => process.stderr.write(`${line}\n`);
  lintDockerfile();
  say('services/Dockerfile: hadolint finds nothing');
  const folder = mkdtempSync(join(tmpdir(), 'evermart-image-files-'));
  try {
    chmodSync(folder, 0o755);
    const images: ImageFiles[] = [];
    for (const service of serviceNames) images.push(await buildImageFiles(service, join(folder, service)));
    for (const { folder: root } of images) makeReadOnly(root);
    const writable = images.filter(({ folder: root }) => !isReadOnly(root));
    if (writable.length > 0) throw new Error(`${writable.map(({ service }) => service).join(', ')} can be written to`);
    return report(await measureImages(images, say));
  } finally {
    makeWritable(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

function lintDockerfile(): void {
  const hadolint = join(installPythonTools('images'), 'hadolint');
  const { status, error } = spawnSync(hadolint, [join(repositoryRoot, 'services', 'Dockerfile')], {
    stdio: ['ignore', 2, 2],
  });
  if (error !== undefined) throw new Error(`${hadolint} could not be started`, { cause: error });
  if (status !== 0) throw new Error('services/Dockerfile: see the findings above');
}

const foldersOf = (root: string) => [
  root,
  ...readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name)),
];

function makeReadOnly(root: string): void {
  for (const path of foldersOf(root)) chmodSync(path, 0o555);
}

function makeWritable(root: string): void {
  for (const path of foldersOf(root)) chmodSync(path, 0o755);
}

function report({ images, reads, orders }: MeasuredImages): number {
  const rows = images.map(({ service, files, bytes, startMs, peakMiB, exit }) => [
    service,
    String(files),
    (bytes / 1e6).toFixed(2),
    startMs.toFixed(0),
    peakMiB.toFixed(0),
    String(exit),
  ]);
  process.stdout.write(`${table(['service', 'files', 'MB', 'start ms', 'peak MiB', 'exit'], rows)}\n`);
  const faults = images.flatMap(faultsOf);
  if (reads.failures > 0 || reads.perSecond === 0) faults.push(`${reads.failures} reads failed`);
  if (orders.failures > 0 || orders.perSecond === 0) faults.push(`${orders.failures} orders failed`);
  for (const fault of faults) process.stdout.write(`FAILED ${fault}\n`);
  const load = loadavg()[0] ?? 0;
  if (faults.length > 0 && load > 2 * cpus().length) {
    process.stdout.write(
      `Others keep this machine busy (load ${load.toFixed(1)}): what is slow here may be so for that.\n`,
    );
  }
  process.stdout.write(`${images.length} images, ${faults.length} faults\n`);
  return faults.length === 0 ? 0 : 1;
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`images:check: ${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
