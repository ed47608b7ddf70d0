import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Exception } from './exceptions.ts';
import { type HelmRelease, releasesOf } from './helm-releases.ts';
import type { SynthesizedStack } from './synthesize.ts';

export interface Rendering {
  readonly releases: number;
  /** Kubernetes objects in all of them. */
  readonly objects: number;
  /** Charts of repositories that do not answer and that are accepted. */
  readonly unreachable: readonly string[];
  readonly problems: readonly string[];
}

const timeoutMs = 60_000;
const outOfReach = /cannot be reached|dial tcp|no such host|timeout|connection refused/;

const isAccepted = (repository: string | undefined, accepted: readonly Exception[]) =>
  accepted.some(({ what }) => what === repository);

/** Renders each release of a stack with the values that Terraform would hand over. */
export async function renderReleases(
  helm: string,
  stack: SynthesizedStack,
  folder: string,
  accepted: readonly Exception[],
): Promise<Rendering> {
  const rendering = { releases: 0, objects: 0, unreachable: [] as string[], problems: [] as string[] };
  for (const release of releasesOf(stack.json)) {
    const { code, output, complaint } = await template(helm, stack.id, release, folder);
    const objects = output.match(/^kind: \S+/gm)?.length ?? 0;
    if (code === 0 && objects > 0) {
      rendering.releases += 1;
      rendering.objects += objects;
    } else if (isAccepted(release.repository, accepted) && outOfReach.test(complaint)) {
      rendering.unreachable.push(release.repository ?? '');
    } else {
      rendering.problems.push(`helm template ${release.name}: ${complaint.trim() || 'it renders nothing'}`);
    }
  }
  return rendering;
}

function template(helm: string, stackId: string, release: HelmRelease, folder: string) {
  const own = join(folder, 'helm', stackId);
  mkdirSync(own, { recursive: true });
  const files = release.values.map((values, index) => {
    const file = join(own, `${release.name}-${index}.yaml`);
    writeFileSync(file, values);
    return file;
  });
  const { repository, chart, version } = release;
  const isRegistry = repository?.startsWith('oci://') === true;
  const given = [
    'template',
    release.name,
    repository === undefined
      ? join(folder, 'synthesized', 'stacks', stackId, chart)
      : isRegistry
        ? `${repository}/${chart}`
        : chart,
    ...(repository === undefined || isRegistry ? [] : ['--repo', repository]),
    ...(version === undefined ? [] : ['--version', version]),
    '--namespace',
    release.namespace,
    ...files.flatMap((file) => ['--values', file]),
  ];
  const child = spawn(helm, given, {
    timeout: timeoutMs,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      HELM_CACHE_HOME: join(folder, 'helm', 'cache'),
      HELM_CONFIG_HOME: join(folder, 'helm', 'config'),
      HELM_DATA_HOME: join(folder, 'helm', 'data'),
    },
  });
  const chunks = { output: '', complaint: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    chunks.output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    chunks.complaint += chunk.toString();
  });
  return new Promise<{ code: number | null; output: string; complaint: string }>((done, reject) => {
    child.once('error', reject);
    child.once('close', (code) => done({ code, ...chunks }));
  });
}
