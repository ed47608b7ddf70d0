import { Release } from '@cdktf/provider-helm/lib/release/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { localChart } from '../service-release/chart-folder.ts';
import type { ChartSource } from './chart-versions.ts';

export interface ChartReleaseProps {
  readonly namespace: string;
  /** Whose chart: `ours` is the one in `charts/` that has the release's name. */
  readonly source: ChartSource | 'ours';
  readonly values: Readonly<Record<string, unknown>>;
  /** Releases that bring what this one's objects are made of. None if left out. */
  readonly after?: readonly ITerraformDependable[];
}

/** A controller takes a minute; a webhook's certificate, a second one. */
const timeoutSeconds = 600;

/** A chart in a cluster. It stands as a whole, or what was there before comes back. */
export class ChartRelease extends Construct {
  readonly release: ITerraformDependable;

  constructor(scope: Construct, id: string, { namespace, source, values, after = [] }: ChartReleaseProps) {
    super(scope, id);
    this.release = new Release(this, 'release', {
      name: id,
      namespace,
      createNamespace: true,
      ...(source === 'ours' ? { chart: localChart(this, id) } : source),
      values: [JSON.stringify(values)],
      atomic: true,
      wait: true,
      timeout: timeoutSeconds,
      maxHistory: 5,
      ...(after.length === 0 ? {} : { dependsOn: [...after] }),
    });
  }
}
