import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

export const chartsFolder = join(import.meta.dirname, '..', '..', 'charts');

/** Any object of Kubernetes. */
export const KubernetesObject = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    labels: z.record(z.string(), z.string()).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
});
export type KubernetesObject = z.infer<typeof KubernetesObject>;

export interface ChartToRender {
  /** A folder in `charts/`; also the release's name. */
  readonly chart: string;
  readonly namespace: string;
  readonly values: unknown;
}

export interface Answer {
  readonly code: number | null;
  readonly output: string;
  readonly complaint: string;
}

const timeoutMs = 60_000;

/**
 * `helm <verb>` of one of our charts with values from standard input: `template` renders it, `lint` judges it.
 *
 * @throws Error when helm can't be started
 */
export function runHelm(helm: string, given: readonly string[], { namespace, values }: ChartToRender): Promise<Answer> {
  const child = spawn(helm, [...given, '--namespace', namespace, '--values', '-'], { timeout: timeoutMs });
  const chunks = { output: '', complaint: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    chunks.output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    chunks.complaint += chunk.toString();
  });
  // A helm that ends before it has read everything says why by itself.
  child.stdin.on('error', () => {});
  child.stdin.end(JSON.stringify(values));
  return new Promise((done, reject) => {
    child.once('error', reject);
    child.once('close', (code) => done({ code, ...chunks, complaint: withoutLinks(chunks.complaint) }));
  });
}

/** Helm mentions each link to the library. */
const withoutLinks = (complaint: string) => complaint.replaceAll(/^.*found symbolic link in path.*\n?/gm, '');

/** The objects of a chart, hooks among them. @throws Error with helm's words where it refuses */
export async function templateChart(helm: string, chart: ChartToRender): Promise<readonly KubernetesObject[]> {
  const { code, output, complaint } = await runHelm(
    helm,
    ['template', chart.chart, join(chartsFolder, chart.chart)],
    chart,
  );
  if (code !== 0) throw new Error(`helm template ${chart.chart}: ${complaint.trim()}`);
  return objectsIn(output);
}

export function objectsIn(text: string): readonly KubernetesObject[] {
  const documents = parseAllDocuments(text);
  if (!Array.isArray(documents)) return [];
  return documents
    .map((document) => document.toJS() as unknown)
    .filter((object) => object !== null)
    .map((object) => KubernetesObject.parse(object));
}
