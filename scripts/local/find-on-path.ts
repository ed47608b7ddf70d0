import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The program's full path, or `undefined` when PATH does not have it. */
export function findOnPath(program: string): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const candidate = join(folder, program);
    try {
      accessSync(candidate, constants.X_OK);
      return candidate;
    } catch {
      // Not here.
    }
  }
  return undefined;
}
