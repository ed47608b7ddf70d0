import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { acceptances } from './acceptances.ts';
import { judge, type Tool, type Verdict } from './finding.ts';

interface Fault {
  readonly title: string;
  readonly tool: Tool;
  readonly from: RegExp;
  readonly to: string;
}

/** Each tool must notice its faults, or it did not look. */
const faults: readonly Fault[] = [
  { title: 'a misspelt field', tool: 'kubernetes-validate', from: /enableServiceLinks:/, to: 'enableServiceLink:' },
  { title: 'a kept capability', tool: 'checkov', from: /drop:\s*- ALL/, to: 'drop: []' },
  { title: 'an image without its digest', tool: 'checkov', from: /@sha256:[0-9a-f]+/, to: '' },
  {
    title: 'a disruption budget about nobody',
    tool: 'kube-score',
    from: /(kind: PodDisruptionBudget[\s\S]*?matchLabels:\s*app.kubernetes.io\/name: )/,
    to: '$1not-',
  },
];

export type Examine = (tool: Tool, folder: string, file: string) => Verdict;

/**
 * Puts faults into a copy of a release's manifests, one at a time, and has the tool look for it.
 *
 * @returns what was not found
 */
export function unnoticedFaults(manifest: string, folder: string, examine: Examine): readonly string[] {
  const sound = readFileSync(manifest, 'utf8');
  return faults.flatMap(({ title, tool, from, to }) => {
    const faulty = sound.replace(from, to);
    if (faulty === sound) return [`${tool}: there is no place for ${title}`];
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const file = join(folder, 'faulty.yaml');
    writeFileSync(file, faulty);
    return judge(examine(tool, folder, file).findings, acceptances).open.length > 0
      ? []
      : [`${tool} does not notice ${title}`];
  });
}

export const faultCount = faults.length;
