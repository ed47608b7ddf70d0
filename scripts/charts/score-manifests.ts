import { z } from 'zod';
import type { Finding, Verdict } from './finding.ts';
import { runTool } from './run-tool.ts';

const tool = 'kube-score';
/** A grade of 10 is "all OK"; 1 is critical, 5 a warning, 7 almost. */
const good = 10;

const Scored = z.array(
  z.object({
    type_meta: z.object({ kind: z.string() }),
    object_meta: z.object({ name: z.string() }),
    checks: z.array(
      z.object({
        check: z.object({ id: z.string() }),
        grade: z.number(),
        skipped: z.boolean(),
        comments: z.array(z.object({ summary: z.string() })).nullable(),
      }),
    ),
  }),
);

/** kube-score over all objects of one cluster: it also looks at how they fit together. */
export function scoreManifests(command: string, version: string, files: readonly string[]): Verdict {
  const given = ['score', '--output-format', 'json', '--kubernetes-version', `v${version}`, ...files];
  const { output, complaint } = runTool(command, given);
  if (output.trim() === '') throw new Error(`kube-score says nothing: ${complaint}`);
  return readScores(output);
}

/** Reads its `--output-format json`. */
export function readScores(output: string): Verdict {
  const findings: Finding[] = [];
  let passed = 0;
  for (const { type_meta: type, object_meta: meta, checks } of Scored.parse(JSON.parse(output))) {
    for (const { check, grade, skipped, comments } of checks) {
      if (skipped) continue;
      if (grade >= good) {
        passed += 1;
        continue;
      }
      for (const { summary } of comments ?? [{ summary: `grade ${grade}` }]) {
        // This one check is about several things, of which one may be meant on purpose.
        const id = check.id === 'container-resources' ? `${check.id}: ${summary}` : check.id;
        findings.push({ tool, check: id, object: `${type.kind}/${meta.name}`, message: summary });
      }
    }
  }
  return { tool, passed, findings };
}
