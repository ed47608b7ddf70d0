import { covers, principalsOf, type Statement } from './policy-statements.ts';

/**
 * How a policy lets in more than before, in words; none where it only narrows. A new policy is compared with none, so
 * only what should always be looked at is named: wildcards, everyone, and what a Not... element lets in.
 */
export function wideningOf(before: readonly Statement[] | undefined, after: readonly Statement[]): readonly string[] {
  const known = before ?? [];
  const allowed = known.filter(({ Effect }) => Effect === 'Allow');
  const added = after.filter((statement) => !known.some((old) => sameAs(old, statement)));
  const granting = added.filter(({ Effect }) => Effect === 'Allow');
  return [
    ...new Set([
      ...granting.flatMap((statement) => wildcards(statement, allowed)),
      ...granting.flatMap((statement) => newPrincipals(statement, allowed, before === undefined)),
      ...granting.flatMap(negations),
      ...(before === undefined ? [] : granting.flatMap((statement) => further(statement, allowed))),
      ...(before === undefined ? [] : granting.flatMap((statement) => lostConditions(statement, allowed))),
      ...known
        .filter(({ Effect }) => Effect === 'Deny')
        .filter((old) => !after.some((statement) => sameAs(old, statement)))
        .map((old) => `no longer denies ${[...(old.Action ?? []), ...(old.NotAction ?? [])].join(', ')}`),
    ]),
  ];
}

const sameAs = (one: Statement, other: Statement) => {
  const bare = ({ Sid: _, ...rest }: Statement) => JSON.stringify(Object.entries(rest).sort());
  return bare(one) === bare(other);
};

const isWildcard = (action: string) => action === '*' || action.endsWith(':*');

function wildcards({ Action = [], Resource = [] }: Statement, allowed: readonly Statement[]): readonly string[] {
  const had = (list: (statement: Statement) => readonly string[] | undefined, value: string) =>
    allowed.some((statement) => list(statement)?.includes(value));
  return [
    ...Action.filter(isWildcard)
      .filter((action) => !had(({ Action: actions }) => actions, action))
      .map((action) => `allows every action: ${action}`),
    ...(Resource.includes('*') && !had(({ Resource: resources }) => resources, '*') ? ['allows any resource: *'] : []),
  ];
}

function newPrincipals(statement: Statement, allowed: readonly Statement[], isNew: boolean): readonly string[] {
  const had = new Set(allowed.flatMap(principalsOf));
  return principalsOf(statement)
    .filter((principal) => !had.has(principal))
    .flatMap((principal) => {
      if (principal === '*')
        return [statement.Condition === undefined ? 'lets in everyone' : 'lets in everyone, under a condition'];
      return isNew ? [] : [`lets in ${principal}`];
    });
}

const negations = ({ NotAction, NotResource, NotPrincipal }: Statement) => [
  ...(NotAction === undefined ? [] : [`allows every action but ${NotAction.join(', ')}`]),
  ...(NotResource === undefined ? [] : [`allows any resource but ${NotResource.join(', ')}`]),
  ...(NotPrincipal === undefined ? [] : ['lets in everyone but the principals it names']),
];

/** Actions, and resources, that no statement allowed before. */
function further({ Action = [], Resource = [] }: Statement, allowed: readonly Statement[]): readonly string[] {
  const uncovered = (values: readonly string[], list: (statement: Statement) => readonly string[] | undefined) =>
    values.filter((value) => !allowed.some((statement) => list(statement)?.some((pattern) => covers(pattern, value))));
  const actions = uncovered(Action, ({ Action: known }) => known).filter((action) => !isWildcard(action));
  const resources = uncovered(Resource, ({ Resource: known }) => known).filter((resource) => resource !== '*');
  return [
    ...(actions.length === 0 ? [] : [`allows more: ${actions.join(', ')}`]),
    ...(resources.length === 0 ? [] : [`reaches further: ${resources.join(', ')}`]),
  ];
}

function lostConditions(statement: Statement, allowed: readonly Statement[]): readonly string[] {
  const old = allowed.find(
    ({ Sid, Action, Condition }) =>
      Condition !== undefined &&
      (Sid === undefined ? JSON.stringify(Action) === JSON.stringify(statement.Action) : Sid === statement.Sid),
  );
  if (old === undefined || JSON.stringify(old.Condition) === JSON.stringify(statement.Condition)) return [];
  return [statement.Condition === undefined ? 'is no longer bound to a condition' : 'has other conditions'];
}
