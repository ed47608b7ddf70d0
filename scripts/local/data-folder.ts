import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where one region of the local platform keeps what it must not lose, and what tells of its run. */
export interface DataFolder {
  readonly root: string;
  readonly logs: string;
  store(name: string): string;
  file(name: string): string;
  /** Deletes everything but the logs and the record of who runs here. */
  empty(): void;
}

const kept = new Set(['logs', 'run.json']);

export function dataFolder(root: string): DataFolder {
  mkdirSync(root, { recursive: true });
  return {
    root,
    logs: join(root, 'logs'),
    store: (name) => join(root, 'data', name),
    file: (name) => join(root, name),
    empty() {
      for (const name of readdirSync(root)) {
        if (!kept.has(name)) rmSync(join(root, name), { recursive: true, force: true });
      }
    },
  };
}

/** Readers see the old content or the new one, never a part. */
export function replaceFile(path: string, content: string, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, content, { mode });
  renameSync(temporary, path);
}

/** `undefined` when the file is not there. @throws Error that names the file when it is not JSON. */
export function readJson<Content>(path: string): Content | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Content;
  } catch (cause) {
    throw new Error(`${path} is damaged. Start with --fresh to begin with an empty shop.`, { cause });
  }
}

export function writeJson(path: string, content: unknown, mode?: number): void {
  replaceFile(path, `${JSON.stringify(content, undefined, 2)}\n`, mode);
}

export function removeFile(path: string): void {
  rmSync(path, { force: true });
}
