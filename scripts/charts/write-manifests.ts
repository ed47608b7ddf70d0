import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { OwnRelease } from './own-releases.ts';
import { type KubernetesObject, templateChart } from './template-chart.ts';

export interface Manifests {
  readonly folder: string;
  /** One a release. */
  readonly files: readonly string[];
  readonly objects: number;
}

const clusterWide = ['Namespace', 'ClusterSecretStore', 'EC2NodeClass', 'NodePool'];

/** Renders releases into `folder`, which is emptied first: each object in the namespace that the release puts it in. */
export async function writeManifests(
  helm: string,
  releases: readonly OwnRelease[],
  folder: string,
): Promise<Manifests> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const written = await Promise.all(
    releases.map(async (release) => {
      const objects = (await templateChart(helm, release)).map((object) => placed(object, release.namespace));
      const file = join(folder, `${release.chart}.yaml`);
      writeFileSync(file, objects.map((object) => stringify(object)).join('---\n'));
      return { file, count: objects.length };
    }),
  );
  return {
    folder,
    files: written.map(({ file }) => file),
    objects: written.reduce((sum, { count }) => sum + count, 0),
  };
}

const placed = (object: KubernetesObject, namespace: string): KubernetesObject =>
  clusterWide.includes(object.kind) ? object : { ...object, metadata: { namespace, ...object.metadata } };
