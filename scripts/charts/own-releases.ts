import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { releasesOf } from '../infra/helm-releases.ts';
import type { BlocksOfStack } from '../infra/terraform-json.ts';
import { type ChartToRender, chartsFolder } from './template-chart.ts';

export interface SynthesizedJson {
  readonly id: string;
  readonly json: BlocksOfStack;
}

/** A release of one of our charts, as a stack has it. */
export interface OwnRelease extends ChartToRender {
  readonly stack: string;
  readonly values: Record<string, unknown>;
}

/**
 * The releases of our own charts in a stack, with the values that Terraform hands over. What only an apply knows is a
 * word that stands in for it; with a version that could run, since a stand-in is none.
 */
export function ownReleases({ id, json }: SynthesizedJson, version = '1.0.0'): readonly OwnRelease[] {
  return releasesOf(json)
    .filter(({ repository, chart }) => repository === undefined && existsSync(join(chartsFolder, basename(chart))))
    .map(({ chart, namespace, values: [text = '{}'] }) => {
      const values = JSON.parse(text) as Record<string, unknown>;
      const image = values.image as Record<string, unknown> | undefined;
      return {
        stack: id,
        chart: basename(chart),
        namespace,
        values: image === undefined ? values : { ...values, image: { ...image, version } },
      };
    });
}
