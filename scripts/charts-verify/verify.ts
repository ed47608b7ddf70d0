/** Proves charts and releases against a real Kubernetes: see --help. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findHelm } from '../infra/find-helm.ts';
import { type ControlPlaneTools, installControlPlane } from './control-plane/install-control-plane.ts';
import { type ControlPlane, startControlPlane } from './control-plane/start-control-plane.ts';
import { kwok, readGoMod, requiredVersion } from './control-plane/versions.ts';
import { createTrial } from './create-trial.ts';
import { createNodes, nodesMissing } from './fake-nodes.ts';
import { podStages } from './kwok-stages.ts';
import { untilNothingMissing } from './poll.ts';
import { proveCharts } from './prove-charts.ts';
import { productionReleases } from './region-releases.ts';
import { mustRun } from './run-command.ts';
import { createStepLog, type StepLog, stepTable } from './step-log.ts';

const help = `npm run charts:verify -- [options]

Starts etcd, kube-apiserver, kube-controller-manager, kube-scheduler, and kwok in the place of machines, on free ports of this
machine. Installs what production has, with the values of the synthesized stacks; rolls versions out with the commands of
npm run release:..., good ones and bad ones; scales the standby up; takes everything down. Pods are states without a process:
what is proven is what Kubernetes, Helm and our charts and scripts make of them.

  --keep            leaves the working folder with all logs, and says where it is
  --pause           before it ends, well or not, waits for Ctrl-C and says how kubectl reaches the cluster
  --tools <folder>  where the control plane is, or is built. Default .local/tools/control-plane
  --help

Needs Go 1.26 or newer (https://go.dev/dl), and helm, or npm and python3 to bring it. Builds the control plane into
.local/tools/control-plane once: about ten minutes on two cores. After that it takes less than ten minutes and 1 GB of memory.
`;

const write = (line: string) => void process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
  const flag = { type: 'boolean' } as const;
  const { values } = parseArgs({
    options: { keep: flag, pause: flag, tools: { type: 'string' }, help: flag },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const interrupted = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () => interrupted.abort(new Error(`ended by ${name}`)));
  const { signal } = interrupted;
  const tools = await installControlPlane({ signal, say: write, folder: values.tools });
  const helm = findHelm();
  const folder = mkdtempSync(join(tmpdir(), 'evermart-charts-'));
  const log = createStepLog(write);
  try {
    await verify({ tools, helm, folder, log, signal, pause: values.pause === true });
    return 0;
  } finally {
    write(`\n${stepTable(log.steps)}`);
    if (values.keep) write(`Kept: ${folder}`);
    else rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

interface VerifyOptions {
  readonly tools: ControlPlaneTools;
  readonly helm: string;
  readonly folder: string;
  readonly log: StepLog;
  readonly signal: AbortSignal;
  readonly pause: boolean;
}

async function verify({ tools, helm, folder, log, signal, pause }: VerifyOptions): Promise<void> {
  const { bin, definitions, nodeStages } = tools;
  const releases = productionReleases(join(folder, 'synthesized'));
  const stages = [...nodeStages.map((file) => readFileSync(file, 'utf8')), podStages()].join('\n---\n');
  const starting = startControlPlane({ bin, folder, stages, signal });
  try {
    await log.run('control plane', async () => {
      const { api, failed } = await starting;
      await createNodes(api, releases.primary.region);
      const ready = untilNothingMissing(() => nodesMissing(api), { signal, timeoutMs: 60_000 });
      await Promise.race([ready, failed]);
      const { output } = await mustRun(helm, ['version', '--template', '{{.Version}}'], { env: process.env, signal });
      const kubernetes = requiredVersion(readGoMod(), 'k8s.io/kubernetes');
      return `Kubernetes ${kubernetes}, kwok ${kwok.version}, Helm ${output}; six nodes in three zones are ready`;
    });
    const cluster = await starting;
    const over = new AbortController();
    const { trial, close } = await createTrial({
      ...{ cluster, releases, helm, bin, folder },
      signal: AbortSignal.any([signal, over.signal]),
    });
    const proving = proveCharts(trial, { log, helm, definitions });
    try {
      await Promise.race([proving, cluster.failed]);
    } finally {
      // Where the cluster failed, a helm may still be waiting for it.
      over.abort(new Error('the cluster is gone'));
      await proving.catch(() => {});
      await close();
    }
  } finally {
    const cluster = await starting.catch(() => undefined);
    if (pause && cluster !== undefined) await untilInterrupted(cluster, bin, signal);
    await cluster?.stop();
  }
}

async function untilInterrupted({ kubeconfig }: ControlPlane, bin: string, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  write(`KUBECONFIG=${kubeconfig} ${join(bin, 'kubectl')} get all -A\nCtrl-C ends the cluster.`);
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`charts:verify: ${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
