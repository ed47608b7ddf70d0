import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

const chartsFolder = join(import.meta.dirname, '../../charts');

/** Where Terraform finds a chart of ours: it runs in `cdktf.out/stacks/<stack>`. */
export const chartPath = (chart: string) => `../../../charts/${chart}`;

/** The library that every service's chart is made of. */
export const libraryChart = 'service';

/**
 * A hash of everything in these charts. `helm_release` sees a change of values and versions, but not of a template of
 * a chart in a folder; as a value it makes one of the other.
 */
export function chartsHash(charts: readonly string[], folder = chartsFolder): string {
  const hash = createHash('sha256');
  for (const chart of charts) {
    for (const file of filesOf(join(folder, chart))) {
      hash.update(`${chart}/${file.split(sep).join('/')}\n`).update(readFileSync(join(folder, chart, file)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

/** In one order on every machine; the packed library that helm puts below `charts/` is no source. */
function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((file) => !file.startsWith(`charts${sep}`))
    .sort();
}
