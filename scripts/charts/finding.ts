export type Tool = 'helm lint' | 'kubernetes-validate' | 'checkov' | 'kube-score';

/** Something that a tool says against an object. */
export interface Finding {
  readonly tool: Tool;
  readonly check: string;
  /** E.g. `Deployment/order`. */
  readonly object: string;
  readonly message: string;
}

/** What a tool says of one region's manifests. */
export interface Verdict {
  readonly tool: Tool;
  /** Charts, objects or checks: whatever the tool counts. */
  readonly passed: number;
  readonly findings: readonly Finding[];
}

/** A check that is not followed, and why. */
export interface Acceptance {
  readonly tool: Tool;
  readonly check: string;
  /** Objects that it is about, by `<kind>/` or `<kind>/<name>`. */
  readonly about: readonly string[];
  readonly reason: string;
}

export interface Judgement {
  readonly open: readonly Finding[];
  readonly accepted: readonly Finding[];
  /** Acceptances that nothing needs any more. */
  readonly unneeded: readonly Acceptance[];
}

export function judge(findings: readonly Finding[], acceptances: readonly Acceptance[]): Judgement {
  const covers = ({ tool, check, about }: Acceptance, finding: Finding) =>
    tool === finding.tool &&
    check === finding.check &&
    about.some((object) => (object.endsWith('/') ? finding.object.startsWith(object) : finding.object === object));
  const isAccepted = (finding: Finding) => acceptances.some((acceptance) => covers(acceptance, finding));
  return {
    open: findings.filter((finding) => !isAccepted(finding)),
    accepted: findings.filter(isAccepted),
    unneeded: acceptances.filter((acceptance) => !findings.some((finding) => covers(acceptance, finding))),
  };
}
