import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

const chartsFolder = join(import.meta.dirname, '../../charts');

/** A chart of ours, from where Terraform runs: `../../../charts/order` for what is synthesized into `cdktf.out`. */
export function localChart(scope: Construct, chart: string): string {
  const stack = join(App.of(scope).outdir, 'stacks', TerraformStack.of(scope).node.id);
  return relative(stack, join(chartsFolder, chart)).split(sep).join('/');
}

const hashes = new Map<string, string>();

/**
 * A hash of a chart and the library in it. `helm_release` sees a change of values, but none of a template of a chart in a
 * folder; as a value it makes one of the other.
 */
export function chartHash(chart: string): string {
  const known = hashes.get(chart) ?? hashOf(join(chartsFolder, chart));
  hashes.set(chart, known);
  return known;
}

/** Of the names and contents of all files below, links followed: the same on every machine. */
export function hashOf(folder: string): string {
  const hash = createHash('sha256');
  for (const file of filesOf(folder)) hash.update(`${file}\n`).update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}

function filesOf(folder: string, below = ''): readonly string[] {
  return readdirSync(join(folder, below))
    .sort()
    .flatMap((name) => {
      const file = below === '' ? name : `${below}/${name}`;
      return statSync(join(folder, file)).isDirectory() ? filesOf(folder, file) : [file];
    });
}
