import type { Suppression } from '../../modules/suppress.ts';

/** One check that failed on one resource. */
export interface Finding {
  /** Id of the stack. */
  readonly stack: string;
  readonly check: string;
  /** The name of the resource in its stack, without its type: Checkov leaves that out in some frameworks. */
  readonly resource: string;
  readonly title: string;
}

export interface CheckovReport {
  readonly passed: number;
  readonly findings: readonly Finding[];
  /** Stacks of which it checked at least one resource. */
  readonly seen: ReadonlySet<string>;
}

interface Check {
  readonly check_id: string;
  readonly check_name: string;
  readonly resource: string;
  readonly file_path: string;
}

interface Output {
  readonly summary: { readonly parsing_errors: number };
  readonly results: {
    readonly passed_checks: readonly Check[];
    readonly failed_checks: readonly Check[];
    readonly parsing_errors: readonly string[];
  };
}

/** Reads `-o json` of one framework. @throws Error when a file could not be read by Checkov, or when it saw nothing */
export function readCheckov(output: string): CheckovReport {
  const { results } = JSON.parse(output) as Partial<Output>;
  if (results === undefined) throw new Error('Checkov saw no resource at all');
  const { passed_checks: passed, failed_checks: failed, parsing_errors: unreadable } = results;
  if (unreadable.length > 0) throw new Error(`Checkov can't read ${unreadable.join(', ')}`);
  const findings = failed.map(({ check_id: check, check_name: title, resource, file_path: path }) => ({
    stack: stackOf(path),
    check,
    resource: nameOf(resource),
    title,
  }));
  return {
    passed: passed.length,
    findings: [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()],
    seen: new Set([...passed, ...failed].map(({ file_path: path }) => stackOf(path))),
  };
}

/** `/production-eu-west-1-network/cdk.tf.json` or `/production-eu-west-1-network.json` */
const stackOf = (path: string) => path.split('/')[1]!.replace(/\.json$/, '');

const nameOf = (resource: string) => resource.split('.').slice(1).join('.').replace(/\[.*$/, '');

/** A suppression with the stack that it stands in. */
export interface Placed {
  /** Id of the stack. */
  readonly stack: string;
  /** E.g. `network`: what is needed in one environment may stand in all. */
  readonly kind: string;
  readonly suppression: Suppression;
}

export interface Judged {
  readonly open: readonly Finding[];
  readonly accepted: readonly (Finding & { readonly reason: string })[];
  readonly unneeded: readonly Placed[];
}

/** Which findings are accepted beside their resource, and which suppressions accept nothing in any environment. */
export function judgeFindings(findings: readonly Finding[], placed: readonly Placed[]): Judged {
  const key = (stack: string, resource: string, check: string) => `${stack} ${resource} ${check}`;
  const reasons = new Map(
    placed.map(({ stack, suppression }) => [
      key(stack, nameOf(suppression.address), suppression.check),
      suppression.reason,
    ]),
  );
  const kinds = new Map(placed.map(({ stack, kind }) => [stack, kind]));
  const needed = new Set(findings.map(({ stack, resource, check }) => key(kinds.get(stack) ?? stack, resource, check)));
  const open: Finding[] = [];
  const accepted: (Finding & { reason: string })[] = [];
  for (const finding of findings) {
    const reason = reasons.get(key(finding.stack, finding.resource, finding.check));
    if (reason === undefined) open.push(finding);
    else accepted.push({ ...finding, reason });
  }
  return {
    open,
    accepted,
    unneeded: placed.filter(
      ({ kind, suppression }) => !needed.has(key(kind, nameOf(suppression.address), suppression.check)),
    ),
  };
}
