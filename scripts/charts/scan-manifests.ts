import { z } from 'zod';
import type { Finding, Verdict } from './finding.ts';
import { runTool } from './run-tool.ts';

const tool = 'checkov';
const Check = z.object({ check_id: z.string(), check_name: z.string(), resource: z.string() });
const Report = z.object({
  results: z.object({
    passed_checks: z.array(Check),
    failed_checks: z.array(Check),
    skipped_checks: z.array(Check).default([]),
    parsing_errors: z.array(z.string()),
  }),
});

/** Checkov's framework `kubernetes` over a folder. @throws Error when it could not read a file, or saw nothing */
export function scanManifests(command: string, folder: string): Verdict {
  const given = ['--directory', folder, '--framework', 'kubernetes', '--skip-download', '--compact', '--soft-fail'];
  const { output, complaint } = runTool(command, [...given, '--output', 'json']);
  const parsed = Report.safeParse(JSON.parse(output));
  if (!parsed.success) throw new Error(`Checkov saw no object: ${complaint}`, { cause: parsed.error });
  const { passed_checks: passed, failed_checks: failed, skipped_checks: skipped, parsing_errors } = parsed.data.results;
  if (parsing_errors.length > 0) throw new Error(`Checkov can't read ${parsing_errors.join(', ')}`);
  if (passed.length === 0) throw new Error('Checkov saw no object');
  const findings = [...failed, ...skipped].map(
    ({ check_id: check, check_name: message, resource }): Finding => ({
      tool,
      check,
      object: objectOf(resource),
      message,
    }),
  );
  return { tool, passed: passed.length, findings };
}

/** `Deployment.shop.order` -> `Deployment/order` */
function objectOf(resource: string): string {
  const [kind = '', , ...name] = resource.split('.');
  return `${kind}/${name.join('.')}`;
}
