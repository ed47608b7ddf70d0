import type { DataFolder } from '../data-folder.ts';
import type { PortPlan } from '../ports.ts';
import type { ProcessSpec } from '../process/process-spec.ts';
import type { LocalSecrets } from '../secrets.ts';

/** What a store needs to know to describe its process. */
export interface StoreContext {
  readonly folder: DataFolder;
  /** Shared by all regions: downloaded tools. */
  readonly toolsFolder: string;
  readonly host: string;
  readonly ports: PortPlan;
  readonly secrets: LocalSecrets;
  readonly awsRegion: string;
  /** Bundles a script of the platform and returns the file to run. */
  readonly bundle: (entry: string) => Promise<string>;
  readonly notice: (text: string) => void;
}

/**
 * Prepares a store's folder and describes how to run it on it; `undefined` when this machine can't run it and the
 * platform can do without, after a notice that says so.
 */
export type Store = (context: StoreContext) => Promise<ProcessSpec | undefined>;

/** Node processes that answer many requests: a young generation that short-lived objects do not outlive. */
export function servingNode(oldSpaceMb: number): readonly string[] {
  return [`--max-old-space-size=${oldSpaceMb}`, '--max-semi-space-size=16', '--no-warnings'];
}

/** Node processes that hold little: a small young generation returns memory that they would only keep. */
export function leanNode(oldSpaceMb: number): readonly string[] {
  return [`--max-old-space-size=${oldSpaceMb}`, '--max-semi-space-size=4', '--no-warnings'];
}

/** Loaded code is kept compiled between starts. */
export function compileCache(toolsFolder: string): Record<string, string> {
  return { NODE_COMPILE_CACHE: `${toolsFolder}/compile-cache` };
}
