import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { withoutCredentials } from './without-credentials.ts';

const ownScope = '@evermart';

/**
 * Writes the tree of a commit into `folder`, which is empty.
 *
 * @param root of the repository
 * @throws Error that says what to do when the commit isn't known here
 */
export function writeOlderTree(root: string, revision: string, folder: string): void {
  const archive = spawnSync('git', ['archive', '--format=tar', `${revision}^{commit}`], {
    cwd: root,
    maxBuffer: 1024 ** 3,
  });
  if (archive.status !== 0) {
    throw new Error(`git knows no commit ${revision} here: fetch it (git fetch --unshallow --tags), then try again`);
  }
  const unpacked = spawnSync('tar', ['-x', '-C', folder], { input: archive.stdout, stdio: ['pipe', 2, 2] });
  if (unpacked.status !== 0) throw new Error(`the tree of ${revision} could not be unpacked`);
}

/**
 * Gives an older tree the packages that its code can be run with: ours, where it wants the same. Once is enough.
 *
 * @throws Error when they can't be had
 */
export function bringPackages(root: string, folder: string): void {
  if (existsSync(join(folder, 'node_modules'))) return;
  const lockIn = (tree: string) => readFileSync(join(tree, 'package-lock.json'), 'utf8');
  if (lockIn(root) === lockIn(folder)) linkPackages(root, folder);
  else installPackages(folder);
}

/** The packages of others from here, our own from the older tree. */
function linkPackages(root: string, folder: string): void {
  for (const place of ['.', ...workspacesIn(folder)]) linkAll(join(root, place), join(folder, place));
  const own = join(root, 'node_modules', ownScope);
  mkdirSync(join(folder, 'node_modules', ownScope));
  for (const name of readdirSync(own)) {
    // `../../services/<name>`: relative, so it leads into the older tree.
    symlinkSync(join('..', '..', 'services', workspaceOf(name)), join(folder, 'node_modules', ownScope, name));
  }
}

const workspacesIn = (folder: string) => readdirSync(join(folder, 'services')).map((name) => join('services', name));

/** The library packages' folders have an underscore before their names. */
const workspaceOf = (name: string) => (name === 'kit' || name === 'contracts' ? `_${name}` : name);

function linkAll(from: string, to: string): void {
  if (!existsSync(join(from, 'node_modules'))) return;
  mkdirSync(join(to, 'node_modules'));
  for (const name of readdirSync(join(from, 'node_modules'))) {
    if (name !== ownScope) symlinkSync(join(from, 'node_modules', name), join(to, 'node_modules', name));
  }
}

function installPackages(folder: string): void {
  process.stderr.write('Its packages are others than ours: npm ci, about a minute ...\n');
  const given = ['ci', '--no-fund', '--no-audit'];
  const { status } = spawnSync('npm', given, {
    cwd: folder,
    env: withoutCredentials(process.env),
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error('npm ci of the older tree failed: see above');
}
