import type { PriceTable } from '../prices/price-table.ts';
import { type Kind, kindOf, kinds, remarksOf } from './classify.ts';
import { type CostChange, costChange } from './cost-changes.ts';
import { exposureChanges } from './exposure-changes.ts';
import type { Finding } from './finding.ts';
import type { Plan, ResourceChange } from './plan-file.ts';
import { policyChanges } from './policy-changes.ts';
import { securityGroupChanges } from './security-group-changes.ts';
import { idleLabels, type Loss, lossesIn } from './stateful.ts';
import { changedArguments } from './visible-values.ts';

export interface ReviewedChange {
  readonly address: string;
  readonly kind: Kind;
  readonly remarks: readonly string[];
  /** Names only: values stand in the findings, where they matter. */
  readonly changed: readonly string[];
}

export interface StackReview {
  readonly stack: string;
  /** The most dangerous first. */
  readonly changes: readonly ReviewedChange[];
  readonly counts: Readonly<Record<Kind, number>>;
  readonly findings: readonly Finding[];
  readonly losses: readonly Loss[];
  readonly cost: CostChange;
  readonly deferred: readonly { readonly address: string; readonly reason: string }[];
  readonly errored: boolean;
}

export interface Review {
  readonly stacks: readonly StackReview[];
  /** Something that holds data would be lost, and no label allows it. */
  readonly refused: readonly Loss[];
  readonly idleLabels: readonly string[];
}

/** What reviewers should know of these plans. */
export function review(plans: readonly Plan[], labels: readonly string[], prices: PriceTable): Review {
  const stacks = plans.map((plan) => reviewOf(plan, labels, prices));
  return {
    stacks,
    refused: stacks.flatMap(({ losses }) => losses).filter(({ allowed }) => !allowed),
    idleLabels: idleLabels(plans, labels),
  };
}

function reviewOf(plan: Plan, labels: readonly string[], prices: PriceTable): StackReview {
  const changes = plan.changes
    .flatMap((resource) => reviewed(resource))
    .sort(
      (left, right) =>
        kinds.indexOf(left.kind) - kinds.indexOf(right.kind) || left.address.localeCompare(right.address),
    );
  const counts = Object.fromEntries(
    kinds.map((kind) => [kind, changes.filter((change) => change.kind === kind).length]),
  ) as Record<Kind, number>;
  const managed = plan.changes.filter(({ mode }) => mode === 'managed');
  return {
    stack: plan.stack,
    changes,
    counts,
    findings: managed
      .flatMap((resource) => [
        ...policyChanges(resource),
        ...securityGroupChanges(resource),
        ...exposureChanges(resource),
      ])
      .sort((left, right) => Number(right.widened.length > 0) - Number(left.widened.length > 0)),
    losses: lossesIn(plan, labels),
    cost: costChange(plan, prices),
    deferred: plan.deferred.map(({ reason, change }) => ({ reason, address: change.address })),
    errored: plan.errored,
  };
}

function reviewed(resource: ResourceChange): readonly ReviewedChange[] {
  const kind = kindOf(resource);
  if (kind === undefined) return [];
  return [
    {
      address: resource.address,
      kind,
      remarks: remarksOf(resource),
      changed: kind === 'update' || kind === 'replace' ? changedArguments(resource) : [],
    },
  ];
}
