import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface WorkspaceCopy {
  readonly root: string;
  remove(): void;
}

/**
 * The project's files in a temporary folder, with its installed packages linked in and its own packages linked to the
 * copies, so that a file can be broken there while nothing changes here.
 */
export function copyWorkspace(root: string): WorkspaceCopy {
  const copy = mkdtempSync(join(tmpdir(), 'evermart-mutate-'));
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
  }).split('\0');
  for (const file of files.filter((name) => name !== '' && existsSync(join(root, name)))) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    // A link stays one: charts link to their library.
    cpSync(join(root, file), join(copy, file), { recursive: true, verbatimSymlinks: true });
  }
  linkPackages(root, copy);
  return { root: copy, remove: () => rmSync(copy, { recursive: true, force: true }) };
}

const ownScope = '@evermart';

function linkPackages(root: string, copy: string): void {
  const installed = join(root, 'node_modules');
  mkdirSync(join(copy, 'node_modules', ownScope), { recursive: true });
  for (const name of readdirSync(installed).filter((entry) => entry !== ownScope)) {
    symlinkSync(join(installed, name), join(copy, 'node_modules', name));
  }
  const folderOf: Readonly<Record<string, string>> = { contracts: '_contracts', kit: '_kit' };
  for (const name of readdirSync(join(installed, ownScope))) {
    symlinkSync(join(copy, 'services', folderOf[name] ?? name), join(copy, 'node_modules', ownScope, name));
  }
  for (const service of readdirSync(join(root, 'services'))) {
    const own = join(root, 'services', service, 'node_modules');
    if (existsSync(own)) symlinkSync(own, join(copy, 'services', service, 'node_modules'));
  }
}
