import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataStore } from 'cognito-local/lib/services/dataStore/dataStore.js';
import type { DataStoreFactory } from 'cognito-local/lib/services/dataStore/factory.js';
import { replaceFile } from '../data-folder.ts';

type Tree = { [key: string]: unknown };

/** One JSON file a pool, replaced as a whole: a kill leaves the last complete state. */
export function jsonDataStores(folder: string): DataStoreFactory {
  return {
    async create(_context, id, defaults) {
      await mkdir(folder, { recursive: true });
      const path = join(folder, `${id}.json`);
      const tree: Tree = { ...(defaults as Tree), ...(await readTree(path)) };
      const save = () => replaceFile(path, JSON.stringify(tree), 0o600);
      save();
      return dataStore(tree, save);
    },
  };
}

function dataStore(tree: Tree, save: () => void): DataStore {
  return {
    async delete(_context, key) {
      const [parent, last] = locate(tree, key, false);
      if (parent !== undefined) delete parent[last];
      save();
    },
    async get<Value>(_context: unknown, key: string | string[], defaultValue?: Value) {
      const [parent, last] = locate(tree, key, false);
      return (parent?.[last] as Value | undefined) ?? defaultValue ?? (null as Value);
    },
    async getRoot<Value>() {
      return tree as Value;
    },
    async set(_context, key, value) {
      const [parent, last] = locate(tree, key, true);
      parent[last] = value;
      save();
    },
  };
}

function locate(tree: Tree, key: string | string[], create: true): [Tree, string];
function locate(tree: Tree, key: string | string[], create: boolean): [Tree | undefined, string];
function locate(tree: Tree, key: string | string[], create: boolean): [Tree | undefined, string] {
  const path = Array.isArray(key) ? [...key] : [key];
  const last = path.pop() ?? '';
  let parent: Tree | undefined = tree;
  for (const step of path) {
    if (create && parent !== undefined) parent[step] ??= {};
    parent = parent?.[step] as Tree | undefined;
  }
  return [parent, last];
}

async function readTree(path: string): Promise<Tree | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text, reviveDate) as Tree);
}

/** The library keeps dates in members whose names end so. */
function reviveDate(key: string, value: unknown): unknown {
  return key.endsWith('Date') && typeof value === 'string' ? new Date(value) : value;
}
