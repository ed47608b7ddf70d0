/** What a plan in JSON (`terraform show -json`) would change. */
export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  /** `update`, `create`, `delete`, or `replace`. */
  readonly action: string;
  /** Top-level arguments that differ, or that force the replacement. */
  readonly arguments: readonly string[];
}

interface ResourceChange {
  readonly address: string;
  readonly mode: string;
  readonly type: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Readonly<Record<string, unknown>> | null;
    readonly after: Readonly<Record<string, unknown>> | null;
    readonly after_unknown?: Readonly<Record<string, unknown>>;
    readonly replace_paths?: readonly (readonly (string | number)[])[];
  };
}

export interface Plan {
  readonly resource_changes?: readonly ResourceChange[];
}

/** Leaves out what would stay as it is and what is only read. */
export function changesOf(plan: Plan): readonly PlannedChange[] {
  return (plan.resource_changes ?? []).flatMap(({ address, mode, type, change }) => {
    const actions = change.actions.filter((action) => action !== 'no-op' && action !== 'read');
    if (mode !== 'managed' || actions.length === 0) return [];
    const before = change.before ?? {};
    const after = change.after ?? {};
    const keys = new Set([...Object.keys(before), ...Object.keys(after), ...Object.keys(change.after_unknown ?? {})]);
    const differing = [...keys].filter((key) => differ(before[key], after[key], change.after_unknown?.[key]));
    const action = actions.length > 1 ? 'replace' : actions[0]!;
    const forcing = (change.replace_paths ?? []).map(([argument]) => String(argument));
    const names = action === 'update' ? differing : action === 'replace' ? forcing : [];
    return [{ address, type, action, arguments: [...new Set(names)].sort() }];
  });
}

/** Whether two values differ, as far as they are known: what an apply would fill in can't be compared. */
function differ(before: unknown, after: unknown, unknown: unknown): boolean {
  if (unknown === true) return false;
  if (!isNested(before) || !isNested(after)) return JSON.stringify(before ?? null) !== JSON.stringify(after ?? null);
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].some((key) => differ(before[key], after[key], isNested(unknown) ? unknown[key] : undefined));
}

const isNested = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Types of the managed resources in a plan. */
export function plannedTypes(plan: Plan): string[] {
  const managed = (plan.resource_changes ?? []).filter(({ mode }) => mode === 'managed');
  return [...new Set(managed.map(({ type }) => type))].sort();
}
