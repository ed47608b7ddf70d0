import { join } from 'node:path';
import { z } from 'zod';
import { type ChartToRender, chartsFolder } from '../charts/template-chart.ts';
import { type CommandOptions, mustRun } from './run-command.ts';

export interface HelmRevision {
  readonly revision: number;
  /** `deployed`, `superseded`, `failed`, ... */
  readonly status: string;
  readonly description: string;
}

/** Releases as Terraform's Helm provider makes them. */
export interface HelmReleases {
  /** Installs, or upgrades with other values. */
  apply(release: ChartToRender): Promise<void>;
  /** Oldest first. */
  history(name: string, namespace: string): Promise<readonly HelmRevision[]>;
  uninstall(name: string, namespace: string): Promise<void>;
}

const History = z.array(z.object({ revision: z.number(), status: z.string(), description: z.string() }));

export function createHelmReleases(helm: string, command: Omit<CommandOptions, 'input'>): HelmReleases {
  return {
    async apply({ chart, namespace, values }) {
      const given = ['upgrade', chart, join(chartsFolder, chart), '--install', '--namespace', namespace];
      // As modules/service-release/service-release.ts asks for.
      const asTerraform = ['--atomic', '--wait', '--timeout', '600s', '--history-max', '10', '--reset-values'];
      await mustRun(helm, [...given, ...asTerraform, '--values', '-'], { ...command, input: JSON.stringify(values) });
    },
    async history(name, namespace) {
      const given = ['history', name, '--namespace', namespace, '--output', 'json'];
      return History.parse(JSON.parse((await mustRun(helm, given, command)).output));
    },
    async uninstall(name, namespace) {
      await mustRun(helm, ['uninstall', name, '--namespace', namespace, '--wait', '--timeout', '120s'], command);
    },
  };
}
