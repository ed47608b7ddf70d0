import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import type { ServiceName } from '@evermart/contracts/topology';

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

/** Restarts the service whose sources change. Returns how to stop watching. */
export function watchServices({ servicesFolder, names, restart, notice }: WatchOptions): () => void {
  const changed = new Set<ServiceName>();
  let timer: NodeJS.Timeout | undefined;

  function onChange(concerned: readonly ServiceName[], file: string | null): void {
    if (file === null || !/\.(ts|json|sql)$/.test(file) || /(^|\/)(node_modules|test|dist)\//.test(file)) return;
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
    .map(([folder, concerned]) => watch(folder, { recursive: true }, (_event, file) => onChange(concerned, file)));
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
