import { join } from 'node:path';
import type { BuildOptions, BuildResult } from 'esbuild';

const root = join(import.meta.dirname, '..', '..');

/** CommonJS packages inside an ES module still ask for `require`. */
const banner =
  "import { createRequire as evermartRequire } from 'node:module'; const require = evermartRequire(import.meta.url);";

/** How a process of ours becomes one file for Node, on a developer's machine and in an image. */
export const nodeBundle = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  banner: { js: banner },
  /** Read at run time by their packages, or chosen by the platform. */
  external: ['pg-native', 'classic-level', 'leveldown'],
  // No source maps: Node reads them whole at the start, 50 MB a process. Names and lines of the bundle tell enough.
  sourcemap: false,
  legalComments: 'none',
  logLevel: 'silent',
} satisfies BuildOptions;

export type Unwritten = { metafile: true; write: false };

let buildsRunning = 0;

/** Loads esbuild when needed, as most starts build nothing, and ends its helper process, which would wait for more work. */
export async function buildWithEsbuild(options: BuildOptions & Unwritten): Promise<BuildResult<Unwritten>> {
  const { build, stop } = await import('esbuild');
  buildsRunning += 1;
  try {
    return await build(options);
  } finally {
    buildsRunning -= 1;
    if (buildsRunning === 0) await stop();
  }
}
