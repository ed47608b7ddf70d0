import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceName } from '@evermart/contracts/topology';
import { type FSWatcher, watch } from 'chokidar';

const settleMs = 150;
/** A change here concerns every service. */
const sharedFolders = ['_kit', '_contracts'];

export interface WatchOptions {
  /** Holds one folder a service, and the shared ones. */
  readonly servicesFolder: string;
  readonly names: readonly ServiceName[];
  readonly restart: (name: ServiceName) => Promise<void>;
  readonly notice: (text: string) => void;
}

/** Files that editors put beside what they save, tests, and what is not a source. */
const ignored = /(^|\/)(node_modules|test|dist)(\/|$)/;
const source = /\.(ts|json|sql)$/;

/** Restarts the service whose sources change, however they are saved. Resolves, once it watches, to how to stop it. */
export async function watchServices(options: WatchOptions): Promise<() => Promise<void>> {
  const { servicesFolder, names, restart, notice } = options;
  const changed = new Set<ServiceName>();
  let timer: NodeJS.Timeout | undefined;

  function onChange(concerned: readonly ServiceName[], file: string): void {
    if (!source.test(file)) return;
    for (const name of concerned) changed.add(name);
    clearTimeout(timer);
    timer = setTimeout(restartChanged, settleMs);
  }

  function restartChanged(): void {
    for (const name of changed) {
      notice(`${name}: sources changed, restarting`);
      restart(name).catch((error: unknown) => notice(`${name}: ${error instanceof Error ? error.message : error}`));
    }
    changed.clear();
  }

  const folders = [
    ...names.map((name) => [name, [name]] as const),
    ...sharedFolders.map((name) => [name, names] as const),
  ];
  const watchers = folders
    .map(([folder, concerned]) => [join(servicesFolder, folder), concerned] as const)
    .filter(([folder]) => existsSync(folder))
    .map(([folder, concerned]) =>
      watch(folder, { ignoreInitial: true, ignored: (path) => ignored.test(path.slice(folder.length)) }).on(
        'all',
        (_event, file) => onChange(concerned, file),
      ),
    );
  await Promise.all(watchers.map(ready));
  return async () => {
    clearTimeout(timer);
    await Promise.all(watchers.map((watcher) => watcher.close()));
  };
}

function ready(watcher: FSWatcher): Promise<void> {
  return new Promise((resolve) => watcher.once('ready', () => resolve()));
}
