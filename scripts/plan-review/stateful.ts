import { createHash } from 'node:crypto';
import { disposableTypes, statefulTypes } from '../../test/stacks/stateful-types.ts';
import { type Kind, kindOf } from './classify.ts';
import type { Plan, ResourceChange } from './plan-file.ts';

export const labelPrefix = 'allow-stateful-replacement:';

/** The end of something that holds data. */
export interface Loss {
  readonly stack: string;
  readonly address: string;
  readonly kind: Kind;
  /** Eight hexadecimal digits that mean this resource of this stack: GitHub's labels are too short for an address. */
  readonly code: string;
  readonly allowed: boolean;
}

/** What holds something that holds data: the user pool and its people stand in a stack of CloudFormation. */
const holdsMore: ReadonlySet<string> = new Set(['aws_cloudformation_stack']);

/** Whether its end loses data, or makes data unreadable; what Terraform forgets goes on to exist. */
const isLoss = (resource: ResourceChange) => {
  const kind = kindOf(resource);
  return (
    (kind === 'replace' || kind === 'destroy') &&
    ((statefulTypes.has(resource.type) && !disposableTypes.has(resource.type)) || holdsMore.has(resource.type))
  );
};

export const codeOf = (stack: string, address: string) =>
  createHash('sha256').update(`${stack} ${address}`).digest('hex').slice(0, 8);

/**
 * Every loss in a plan. One is allowed by `allow-stateful-replacement:<code>` or, on the command line,
 * `allow-stateful-replacement:<stack>/<address>`; a label never allows more than one.
 */
export function lossesIn({ stack, changes }: Plan, labels: readonly string[]): readonly Loss[] {
  return changes.filter(isLoss).map((resource) => {
    const { address } = resource;
    const code = codeOf(stack, address);
    const allowed = [code, `${stack}/${address}`].some((what) => labels.includes(labelPrefix + what));
    return { stack, address, kind: kindOf(resource)!, code, allowed };
  });
}

/** Labels of this kind that mean nothing in these plans: a typing error would otherwise go unseen. */
export function idleLabels(plans: readonly Plan[], labels: readonly string[]): readonly string[] {
  const losses = plans.flatMap((plan) => lossesIn(plan, labels));
  return labels
    .filter((label) => label.startsWith(labelPrefix))
    .filter((label) => {
      const what = label.slice(labelPrefix.length);
      return !losses.some(({ code, stack, address }) => what === code || what === `${stack}/${address}`);
    });
}
