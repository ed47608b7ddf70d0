import type { Finding, Verdict } from './finding.ts';
import { runTool } from './run-tool.ts';

const tool = 'kubernetes-validate';
const passedLine = /^INFO .* passed for resource (\S+) against version/;
const unknownLine = /^WARN .* Couldn't find schema for kind (\S+) with api version (\S+)/;

/** Holds files to the strict schemas of a Kubernetes version: no unknown field, no wrong type. */
export function validateManifests(command: string, version: string, files: readonly string[]): Verdict {
  const { code, output, complaint } = runTool(command, ['--strict', '-k', version, ...files]);
  const lines = `${output}\n${complaint}`.split('\n').filter((line) => line.trim() !== '');
  const findings = lines.flatMap((line): Finding[] => {
    const [, kind, apiVersion] = unknownLine.exec(line) ?? [];
    if (kind !== undefined) return [{ tool, check: 'no-schema', object: `${kind}/`, message: apiVersion ?? '' }];
    return passedLine.test(line) ? [] : [{ tool, check: 'schema', object: 'manifest', message: line }];
  });
  if (code !== 0 && !findings.some(({ check }) => check === 'schema'))
    findings.push({ tool, check: 'schema', object: 'manifest', message: `exit code ${code}` });
  return { tool, passed: lines.filter((line) => passedLine.test(line)).length, findings };
}
