import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { findOnPath } from '../../local/find-on-path.ts';
import { localFolder } from '../../local/platform-options.ts';
import { mustRun } from '../run-command.ts';
import {
  definitionSources,
  kwok,
  type ModuleFiles,
  moduleFolder,
  nodeStages,
  programs,
  readGoMod,
  requiredVersion,
  versionFlags,
} from './versions.ts';

export interface ControlPlaneTools {
  /** Of the programs. */
  readonly bin: string;
  /** Files with CustomResourceDefinitions. */
  readonly definitions: readonly string[];
  /** Files with kwok's stages of nodes. */
  readonly nodeStages: readonly string[];
}

export interface InstallOptions {
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  /** Empty, not there yet, or built by an earlier call: it is replaced as a whole. Default `.local/tools/control-plane`. */
  readonly folder?: string | undefined;
}

const goNeeded =
  'Go 1.26 or newer is needed to build the control plane (etcd, Kubernetes, kwok): get it from https://go.dev/dl and put it on the PATH';
const Download = z.object({ Dir: z.string() });

/** Builds what is missing, once for each set of versions: minutes. @throws Error that says what is needed */
export async function installControlPlane({
  signal,
  say,
  folder: given = join(localFolder, 'tools', 'control-plane'),
}: InstallOptions): Promise<ControlPlaneTools> {
  // Go builds in a folder of its own, and takes no relative GOBIN.
  const folder = resolve(given);
  const marker = join(folder, 'built-from');
  const wanted = fingerprint();
  if (!existsSync(marker) || readFileSync(marker, 'utf8') !== wanted) {
    if (existsSync(folder) && !existsSync(marker) && readdirSync(folder).length > 0)
      throw new Error(`${folder} holds something else, which would be lost: name an empty folder`);
    const go = findOnPath('go');
    if (go === undefined) throw new Error(goNeeded);
    const building = `${folder}.${process.pid}`;
    try {
      await build({ go, folder: building, signal, say });
      writeFileSync(join(building, 'built-from'), wanted);
      rmSync(folder, { recursive: true, force: true });
      renameSync(building, folder);
    } finally {
      rmSync(building, { recursive: true, force: true });
    }
  }
  return {
    bin: join(folder, 'bin'),
    definitions: filesIn(join(folder, 'definitions')),
    nodeStages: filesIn(join(folder, 'stages')),
  };
}

const filesIn = (folder: string) =>
  readdirSync(folder)
    .sort()
    .map((file) => join(folder, file));

interface BuildOptions extends Pick<InstallOptions, 'signal' | 'say'> {
  readonly go: string;
  readonly folder: string;
}

async function build({ go, folder, signal, say }: BuildOptions): Promise<void> {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  // Programs that need no C library run everywhere; GOBIN is where `go install` puts them.
  const env = { ...process.env, CGO_ENABLED: '0', GOBIN: bin };
  const run = (given: readonly string[], from: string) => mustRun(go, given, { env, signal, folder: from });
  const copy = async ({ module, version, files }: ModuleFiles, into: string) => {
    mkdirSync(join(folder, into), { recursive: true });
    const { output } = await run(['mod', 'download', '-json', `${module}@${version}`], folder);
    const { Dir: source } = Download.parse(JSON.parse(output));
    for (const file of files) {
      copyFileSync(join(source, file), join(folder, into, basename(file)));
    }
  };
  for (const source of definitionSources) await copy(source, 'definitions');
  await copy({ ...kwok, files: nodeStages }, 'stages');

  const version = requiredVersion(readGoMod(), 'k8s.io/kubernetes');
  const flags = ['-trimpath', '-buildvcs=false', '-ldflags', `-s -w ${versionFlags(version)}`];
  say(`Building etcd and Kubernetes ${version} from source, once: about ten minutes on two cores ...`);
  for (const [name, source] of Object.entries(programs)) {
    const startedMs = performance.now();
    await run(['build', ...flags, '-o', join(bin, name), source], moduleFolder);
    say(`  ${name} ${Math.round((performance.now() - startedMs) / 1_000)} s`);
  }
  await run(['install', '-trimpath', `${kwok.module}/${kwok.program}@${kwok.version}`], folder);
  say(`  kwok ${kwok.version}`);
}

function fingerprint(): string {
  const hash = createHash('sha256').update(readGoMod());
  return `${hash.update(JSON.stringify([programs, kwok, nodeStages, definitionSources])).digest('hex')}\n`;
}
