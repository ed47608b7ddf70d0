import { join } from 'node:path';
import type { Verdict } from './finding.ts';
import type { OwnRelease } from './own-releases.ts';
import { chartsFolder, runHelm } from './template-chart.ts';

const tool = 'helm lint';

/** `helm lint --strict` of each chart with the values that it is installed with. */
export async function lintCharts(helm: string, releases: readonly OwnRelease[]): Promise<Verdict> {
  const answers = await Promise.all(
    releases.map(async (release) => ({
      chart: release.chart,
      ...(await runHelm(helm, ['lint', '--strict', '--quiet', join(chartsFolder, release.chart)], release)),
    })),
  );
  const failed = answers.filter(({ code }) => code !== 0);
  return {
    tool,
    passed: answers.length - failed.length,
    findings: failed.map(({ chart, output, complaint }) => ({
      tool,
      check: 'lint',
      object: `Chart/${chart}`,
      message: `${output}${complaint}`.trim(),
    })),
  };
}
