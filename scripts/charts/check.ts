/** Checks what the charts make: see --help. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { kubernetesVersion } from '../../modules/cluster/kubernetes-version.ts';
import { findHelm } from '../infra/find-helm.ts';
import { installPythonTools } from '../infra/python-tool.ts';
import { table } from '../infra/report.ts';
import { type SynthesizedStack, synthesizeEstate } from '../infra/synthesize.ts';
import { localFolder } from '../local/platform-options.ts';
import { acceptances } from './acceptances.ts';
import { judge, type Tool, type Verdict } from './finding.ts';
import { installKubeScore } from './install-kube-score.ts';
import { lintCharts } from './lint-charts.ts';
import { type OwnRelease, ownReleases } from './own-releases.ts';
import { faultCount, unnoticedFaults } from './prove-tools.ts';
import { scanManifests } from './scan-manifests.ts';
import { scoreManifests } from './score-manifests.ts';
import { validateManifests } from './validate-manifests.ts';
import { writeManifests } from './write-manifests.ts';

const environment = 'production';

const help = `npm run charts:check [-- --help]

Renders every release of our charts that ${environment} installs, in both regions, with the values of the synthesized stacks,
and holds the manifests to helm lint --strict, the strict schemas of Kubernetes ${kubernetesVersion}, Checkov and kube-score.
What is not followed stands in scripts/charts/acceptances.ts with its reason. Faults are planted into a copy, which the tools
must notice. The manifests stay in .local/charts.

Tools are installed into .local/tools where they are missing: needs python3 with venv, npm, and Go (https://go.dev/dl).
`;

/** As a release names an image. */
const releasedVersion = `1.0.0@sha256:${'0123456789abcdef'.repeat(4)}`;

async function main(): Promise<number> {
  if (parseArgs({ options: { help: { type: 'boolean' } } }).values.help) {
    process.stdout.write(help);
    return 0;
  }
  const work = join(localFolder, 'charts');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(join(work, 'synthesized'), { recursive: true });
  const stacks = synthesizeEstate(join(work, 'synthesized')).filter((stack) => stack.environment === environment);
  const regions = Map.groupBy(stacks, ({ region }) => region);
  const verdicts: (Verdict & { region: string })[] = [];
  const rows: string[][] = [];
  for (const [region, inRegion] of regions) {
    const releases = inRegion.flatMap((stack: SynthesizedStack) => ownReleases(stack, releasedVersion));
    if (releases.length === 0) continue;
    process.stderr.write(`${region}: ${releases.length} releases ...\n`);
    const { objects, found } = await examine(releases, join(work, region));
    verdicts.push(...found.map((verdict) => ({ ...verdict, region })));
    rows.push([region, String(releases.length), String(objects)]);
  }
  // A check that looks at nothing would pass.
  if (rows.length !== 2) throw new Error(`${environment} has releases in ${rows.length} regions instead of 2`);
  const [[region = ''] = []] = rows;
  const unnoticed = unnoticedFaults(join(work, region, 'order.yaml'), join(work, 'faulty'), (tool, folder, file) =>
    look(tool, folder, [file]),
  );
  process.stdout.write(`${faultCount - unnoticed.length} of ${faultCount} planted faults were noticed\n\n`);
  for (const line of unnoticed) process.stderr.write(`UNNOTICED ${line}\n`);
  return Math.max(report(rows, verdicts), unnoticed.length === 0 ? 0 : 1);
}

async function examine(releases: readonly OwnRelease[], folder: string) {
  const helm = findHelm();
  const { files, objects } = await writeManifests(helm, releases, folder);
  const looked = (['kubernetes-validate', 'checkov', 'kube-score'] as const).map((tool) => look(tool, folder, files));
  return { objects, found: [await lintCharts(helm, releases), ...looked] };
}

function look(tool: Tool, folder: string, files: readonly string[]): Verdict {
  switch (tool) {
    case 'kubernetes-validate':
      return validateManifests(join(installPythonTools('charts'), tool), kubernetesVersion, files);
    case 'checkov':
      return scanManifests(join(installPythonTools('checkov'), tool), folder);
    case 'kube-score':
      return scoreManifests(installKubeScore(), kubernetesVersion, files);
    default:
      throw new Error(`${tool} looks at charts, not at manifests`);
  }
}

function report(regions: readonly (readonly string[])[], verdicts: readonly (Verdict & { region: string })[]): number {
  const { open, accepted, unneeded } = judge(
    verdicts.flatMap(({ findings }) => findings),
    acceptances,
  );
  const rows = verdicts.map(({ region, tool, passed, findings }) => {
    const failed = findings.filter((finding) => open.includes(finding)).length;
    return [region, tool, String(passed), String(failed), String(findings.length - failed)];
  });
  process.stdout.write(`${table(['region', 'releases', 'objects'], regions)}\n\n`);
  process.stdout.write(`${table(['region', 'tool', 'passed', 'failed', 'accepted'], rows)}\n`);
  for (const { tool, check, about, reason } of acceptances)
    process.stdout.write(`accepted: ${tool} ${check} (${about.join(' ')}): ${reason}\n`);
  for (const { tool, check, object, message } of open)
    process.stderr.write(`FAILED ${tool} ${check} ${object}: ${message}\n`);
  for (const { tool, check, about } of unneeded)
    process.stderr.write(`UNNEEDED acceptance of ${tool} ${check} (${about.join(' ')}): take it out\n`);
  process.stdout.write(`${open.length} failures, ${accepted.length} accepted, ${unneeded.length} unneeded\n`);
  return open.length + unneeded.length === 0 ? 0 : 1;
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`charts:check: ${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
