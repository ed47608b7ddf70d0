import { type Dirent, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** Where Terraform takes the AWS provider from. */
export interface ProviderSource {
  readonly version: string;
  /** The root of a filesystem mirror; `undefined` for the registry. */
  readonly mirror: string | undefined;
}

const address = ['registry.terraform.io', 'hashicorp', 'aws'] as const;
const registry = `https://${address[0]}/.well-known/terraform.json`;
const deepest = 6;

/** Newest last. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => version.split('.').map(Number));
  const index = a!.findIndex((part, place) => part !== b![place]);
  return index === -1 ? 0 : a![index]! - (b![index] ?? 0);
}

/** What is unpacked below `<root>/registry.terraform.io/hashicorp/aws/<version>/<system>`. */
export function providersBelow(root: string): readonly ProviderSource[] {
  const found: ProviderSource[] = [];
  const walk = (folder: string, depth: number): void => {
    const entries = readFolder(folder);
    const here = folder.endsWith(join(...address)) ? dirname(dirname(dirname(folder))) : undefined;
    if (here !== undefined) {
      for (const { name } of entries) if (/^\d+\.\d+\.\d+$/.test(name)) found.push({ version: name, mirror: here });
      return;
    }
    if (depth === 0) return;
    for (const entry of entries) {
      if (entry.isDirectory() && entry.name !== 'node_modules') walk(join(folder, entry.name), depth - 1);
    }
  };
  walk(root, deepest);
  return found;
}

function readFolder(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** What a person chose, separated like PATH. */
const namedFolders = () => process.env.EVERMART_TF_MIRRORS?.split(delimiter) ?? [];

/** Where people keep mirrors anyway. */
function usualFolders(): readonly string[] {
  const cache = process.env.TF_PLUGIN_CACHE_DIR;
  return [
    ...(cache === undefined ? [] : [cache]),
    join(homedir(), '.terraform.d'),
    join(homedir(), '.local', 'share', 'terraform'),
    '/usr/local/share/terraform',
    '/usr/share/terraform',
    '/opt',
  ];
}

/** The pinned version, else the newest. */
function bestIn(folders: readonly string[], pinned: string): ProviderSource | undefined {
  const found = folders.flatMap(providersBelow).sort((one, other) => compareVersions(one.version, other.version));
  return found.find(({ version }) => version === pinned) ?? found.at(-1);
}

/**
 * What EVERMART_TF_MIRRORS names before anything else. Without it the pinned version where a mirror or the registry has
 * it, else the newest of the mirrors.
 *
 * @throws Error that says how to get one
 */
export async function findAwsProvider(pinned: string): Promise<ProviderSource> {
  const named = bestIn(namedFolders(), pinned);
  if (named !== undefined) return named;
  const mirrored = bestIn(usualFolders(), pinned);
  if (mirrored?.version === pinned) return mirrored;
  if (await answers(registry)) return { version: pinned, mirror: undefined };
  if (mirrored !== undefined) return mirrored;
  throw new Error(
    `No AWS provider: ${registry} does not answer and no mirror is in ${[...namedFolders(), ...usualFolders()].join(', ')}. ` +
      'Where there is a network, run `TF_PLUGIN_CACHE_DIR=<folder> terraform init` in a stack, and set EVERMART_TF_MIRRORS=<folder>.',
  );
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}

/** Terraform's CLI configuration for that source, whatever the person's own says. */
export function writeCliConfiguration(folder: string, { mirror }: ProviderSource): string {
  const file = join(folder, 'terraform.rc');
  const installation =
    mirror === undefined ? 'direct {}' : `filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }`;
  const cache = mirror === undefined ? `plugin_cache_dir = ${JSON.stringify(folder)}\n` : '';
  writeFileSync(file, `disable_checkpoint = true\n${cache}provider_installation {\n  ${installation}\n}\n`);
  return file;
}
