import { kindOf } from './classify.ts';
import type { Finding } from './finding.ts';
import type { ResourceChange } from './plan-file.ts';
import { type Statement, statementsOf } from './policy-statements.ts';
import { wideningOf } from './policy-widening.ts';
import { sensitive, unknown } from './redaction.ts';
import { visibleValues } from './visible-values.ts';

/** Arguments that hold a policy in some type of the provider, so that an unknown one is not taken for a plain text. */
const policyArguments = new Set([
  'policy',
  'assume_role_policy',
  'access_policies',
  'policy_document',
  'key_policy',
  'resource_policy',
]);

/** Policies of every kind, found by what they are: roles', resources', keys'. And which policies a role has. */
export function policyChanges(resource: ResourceChange): readonly Finding[] {
  const kind = kindOf(resource);
  if (kind === undefined || kind === 'move') return [];
  const { before, after } = visibleValues(resource);
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return [
    ...names
      .filter(
        (name) => !isSame(resource.change.before?.[name], resource.change.after?.[name]) || after[name] === unknown,
      )
      .flatMap((name) => policyChange(resource.address, name, before[name], after[name])),
    ...attachmentChange(resource, before, after),
  ];
}

function policyChange(address: string, what: string, before: unknown, after: unknown): readonly Finding[] {
  const [old, next] = [statementsOf(before), statementsOf(after)];
  if (next === undefined && (after === unknown || after === sensitive)) {
    if (old === undefined && !policyArguments.has(what)) return [];
    // What is new usually refers to what is new: only a known policy that becomes unknown hides a change of rights.
    if (old === undefined && after === unknown) return [{ address, what, widened: [], diff: [`+ ${unknown}`] }];
    const widened = [`can't be judged: the new policy is ${after}`];
    return [{ address, what, widened, diff: (old ?? []).map(removed) }];
  }
  if (old === undefined && next === undefined) return [];
  const diff = diffOf(old ?? [], next ?? []);
  if (diff.every((line) => line.startsWith(' '))) return [];
  // A resource's policy that goes may have been what kept others out; a role's only takes rights away.
  const lost = next === undefined ? deniedBy(old ?? []) : wideningOf(old, next);
  return [{ address, what, widened: lost, diff }];
}

/** Compared as they are: two different secrets look alike once they are hidden. */
const isSame = (before: unknown, after: unknown) => JSON.stringify(before ?? null) === JSON.stringify(after ?? null);

const deniedBy = (statements: readonly Statement[]) =>
  statements
    .filter(({ Effect }) => Effect === 'Deny')
    .map(({ Action }) => `no longer denies ${(Action ?? []).join(', ')}`);

const text = (statement: Statement) => JSON.stringify(statement);
const removed = (statement: Statement) => `- ${text(statement)}`;

function diffOf(before: readonly Statement[], after: readonly Statement[]): readonly string[] {
  const [old, next] = [new Set(before.map(text)), new Set(after.map(text))];
  return [
    ...before.filter((statement) => !next.has(text(statement))).map(removed),
    ...after.filter((statement) => !old.has(text(statement))).map((statement) => `+ ${text(statement)}`),
  ];
}

type Visible = Readonly<Record<string, unknown>>;

/** Which managed policies a role has, and the boundary that it is under. */
function attachmentChange(
  { type, address, change }: ResourceChange,
  before: Visible,
  after: Visible,
): readonly Finding[] {
  if (/_policy_attachment$/.test(type)) {
    const line = ({ policy_arn, role, user, group }: Visible) => `${policy_arn} to ${role ?? user ?? group}`;
    const [old, next] = [
      change.before == null ? [] : [`- ${line(before)}`],
      change.after == null ? [] : [`+ ${line(after)}`],
    ];
    const widened = /(AdministratorAccess|PowerUserAccess|IAMFullAccess|FullAccess)$/.test(String(after.policy_arn))
      ? [`gives ${after.policy_arn}`]
      : [];
    return [{ address, what: 'attached policy', widened, diff: [...old, ...next] }];
  }
  if (type !== 'aws_iam_role' || before.permissions_boundary === after.permissions_boundary) return [];
  const [old, next] = [before.permissions_boundary, after.permissions_boundary];
  if (!old && !next) return [];
  return [
    {
      address,
      what: 'permission boundary',
      widened: old && change.after != null && next !== unknown ? ['is under another boundary, or none'] : [],
      diff: [...(old ? [`- ${old}`] : []), ...(next ? [`+ ${next}`] : [])],
    },
  ];
}
